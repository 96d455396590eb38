// Drawing Block Kit: text, rich text, blocks and the elements in them.
//
// `use` is what the surroundings want to be told: use.act(block, element, value) for a gesture that the
// bot hears at once; use.people for menus of people; use.view for the values and errors of a form.

import { h } from "./dom.js";

const MENTIONS = { channel: "@channel", here: "@here", everyone: "@everyone" };
const SAFE_LINK = /^(https?:|tel:|mailto:)/i;
const MARKS = [
  [/^`([^`\n]+)`/, (inner) => h("code", {}, unescaped(inner))],
  [/^\*([^*\n]+)\*/, (inner) => h("strong", {}, mrkdwn(inner))],
  [/^_([^_\n]+)_/, (inner) => h("em", {}, mrkdwn(inner))],
  [/^~([^~\n]+)~/, (inner) => h("s", {}, mrkdwn(inner))],
  [/^<([^>\n]+)>/, (inner) => angled(inner)],
];

function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function link(url, text) {
  if (!SAFE_LINK.test(url)) return document.createTextNode(text || url);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text || url);
}

function mention(text) {
  return h("span", { class: "mention" }, text);
}

function angled(inner) {
  const [target, label] = inner.split("|");
  if (target.startsWith("!")) return mention(label || MENTIONS[target.slice(1)] || target);
  if (target.startsWith("@") || target.startsWith("#")) return mention(label || target);
  return link(unescaped(target), label && unescaped(label));
}

// Marks count only at the start of a word, as in Slack; everything else stays as it was written.
export function mrkdwn(text) {
  const parts = [];
  let plain = "";
  let rest = text;
  while (rest) {
    const atWordStart = !plain || /[\s([{"'>]$/.test(plain) || rest[0] === "<";
    const mark = atWordStart && MARKS.map(([pattern, draw]) => [rest.match(pattern), draw]).find(([found]) => found);
    if (mark) {
      parts.push(unescaped(plain), mark[1](mark[0][1]));
      plain = "";
      rest = rest.slice(mark[0][0].length);
    } else {
      plain += rest[0];
      rest = rest.slice(1);
    }
  }
  return [...parts, unescaped(plain)];
}

export function text(object) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : [object.text];
}

function styled(node, style = {}) {
  const tags = { code: "code", bold: "strong", italic: "em", strike: "s", underline: "u" };
  return Object.keys(tags).reduce((inner, name) => (style[name] ? h(tags[name], {}, inner) : inner), node);
}

function richInline(part) {
  switch (part.type) {
    case "text": return styled(document.createTextNode(part.text), part.style);
    case "link": return styled(link(part.url, part.text), part.style);
    case "user": return mention(`@${part.user_id}`);
    case "channel": return mention(`#${part.channel_id}`);
    case "broadcast": return mention(`@${part.range}`);
    case "emoji": return document.createTextNode(`:${part.name}:`);
    case "date": return document.createTextNode(part.fallback || new Date(part.timestamp * 1000).toLocaleString("en-GB"));
    default: return document.createTextNode("");
  }
}

function richPart(part) {
  const inner = () => part.elements.map(richInline);
  switch (part.type) {
    case "rich_text_list":
      return h(part.style === "ordered" ? "ol" : "ul", { class: `indent-${part.indent || 0}`, start: part.offset ? part.offset + 1 : undefined },
        part.elements.map((section) => h("li", {}, section.elements.map(richInline))));
    case "rich_text_preformatted": return preformatted(part.elements);
    case "rich_text_quote": return h("blockquote", {}, inner());
    default: return h("p", {}, inner());
  }
}

function preformatted(parts) {
  const box = h("pre", { tabindex: "0" }, parts.map(richInline));
  return h("div", { class: "preformatted" }, box);
}

const LEVELS = { default: "Note", info: "Information", warning: "Warning", error: "Problem", success: "Done" };
const ICONS = { default: "•", info: "i", warning: "!", error: "!", success: "✓" };

const BLOCKS = {
  actions: (block, use) => h("div", { class: "actions" }, block.elements.map((element) => interactive(block, element, use))),
  alert: (block) => {
    const level = block.level || "default";
    return h("div", { class: `alert ${level}`, role: "note" },
      h("span", { class: "alert-icon", role: "img", "aria-label": LEVELS[level] }, ICONS[level]), h("p", {}, text(block.text)));
  },
  context: (block) => h("div", { class: "context" }, block.elements.map((part) => (part.type === "image" ? image(part) : h("span", {}, text(part))))),
  divider: () => h("hr"),
  header: (block) => h("h3", {}, text(block.text)),
  image: (block) => h("figure", {}, block.title && h("figcaption", {}, text(block.title)), image(block)),
  input: (block, use) => input(block, use),
  rich_text: (block) => h("div", { class: "rich" }, block.elements.map(richPart)),
  section: (block, use) => h("div", { class: "section" },
    h("div", { class: "section-words" },
      block.text && h("p", {}, text(block.text)),
      block.fields && h("div", { class: "fields" }, block.fields.map((field) => h("p", {}, text(field))))),
    block.accessory && (block.accessory.type === "image" ? image(block.accessory) : interactive(block, block.accessory, use))),
  table: (block) => h("div", { class: "table-scroll", tabindex: "0" }, h("table", {}, block.rows.map((row, position) => h("tr", {}, row.map((cell) => h(position ? "td" : "th", {}, cell.type === "rich_text" ? cell.elements.map(richPart) : cell.text)))))),
};

function image(part) {
  return h("img", { src: part.image_url, alt: part.alt_text });
}

export function blocks(list, use) {
  return list.map((block) => {
    const draw = BLOCKS[block.type];
    return h("div", { class: `block block-${block.type}`, "data-block-id": block.block_id, "data-testid": `block-${block.type}` },
      draw ? draw(block, use) : h("p", { class: "undrawn" }, `A block of type “${block.type}”, which this page does not draw.`));
  });
}

// --- elements that act at once ---------------------------------------------------------------

async function confirmed(element) {
  const asked = element.confirm;
  if (!asked) return true;
  const dialog = h("dialog", { class: "confirm", "data-testid": "confirm", "aria-label": asked.title.text },
    h("h2", {}, text(asked.title)), h("p", {}, text(asked.text)),
    h("form", { method: "dialog", class: "buttons" },
      h("button", { value: "no", class: "secondary", "data-testid": "confirm-deny" }, text(asked.deny)),
      h("button", { value: "yes", class: asked.style === "danger" ? "danger" : "primary", "data-testid": "confirm-yes" }, text(asked.confirm))));
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  dialog.remove();
  return dialog.returnValue === "yes";
}

async function acted(block, element, value, use, pressed) {
  if (!(await confirmed(element))) return;
  pressed?.setAttribute("aria-busy", "true");
  if (pressed) pressed.disabled = true;
  await use.act(block, element, value);
  if (pressed) pressed.disabled = false;
  pressed?.removeAttribute("aria-busy");
}

function interactive(block, element, use) {
  if (element.type === "button") return button(block, element, use);
  if (element.type === "overflow") return overflow(block, element, use);
  const field = control(block, element, use, `${block.block_id}-${element.action_id}`);
  field.classList.add("inline-field");
  field.setAttribute("aria-label", element.placeholder?.text || "Choose");
  field.addEventListener("change", () => acted(block, element, valueOf(field, element), use));
  return field;
}

function button(block, element, use) {
  const pressed = h("button", {
    type: "button",
    class: element.style || "secondary",
    "data-testid": `button-${element.action_id}`,
    "data-value": element.value,
    "aria-label": element.accessibility_label,
    onclick: () => acted(block, element, element.value, use, pressed),
  }, text(element.text));
  return pressed;
}

function overflow(block, element, use) {
  const menu = h("details", { class: "overflow" }, h("summary", { "aria-label": "More actions", "data-testid": `button-${element.action_id}` }, "•••"),
    h("div", { class: "menu" }, element.options.map((option) => h("button", { type: "button", onclick: () => { menu.open = false; acted(block, element, option.value, use); } }, text(option.text)))));
  return menu;
}

// --- fields -------------------------------------------------------------------------------------

function input(block, use) {
  const element = block.element;
  const id = `field-${block.block_id}`;
  const error = use.view?.errors?.[block.block_id];
  const isGroup = element.type === "radio_buttons" || element.type === "checkboxes";
  const described = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const field = control(block, element, use, id);
  if (described) field.setAttribute("aria-describedby", described);
  if (error) field.setAttribute("aria-invalid", "true");
  if (!block.optional && !isGroup) field.setAttribute("aria-required", "true");
  if (block.dispatch_action) field.addEventListener("change", () => acted(block, element, valueOf(field, element), use));
  const label = [text(block.label), block.optional && h("span", { class: "optional" }, " (optional)")];
  return h("div", { class: `field${error ? " wrong" : ""}`, role: isGroup ? "group" : undefined, "aria-labelledby": isGroup ? `${id}-label` : undefined, "data-testid": `block-of-${block.block_id}` },
    isGroup ? h("p", { class: "label", id: `${id}-label` }, label) : h("label", { for: id }, label),
    field,
    error && h("p", { class: "error", id: `${id}-error`, "data-testid": `error-${block.block_id}` }, error),
    block.hint && h("p", { class: "hint", id: `${id}-hint` }, text(block.hint)));
}

const TYPED = { email_text_input: "email", url_text_input: "url", number_input: "text", datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };

function control(block, element, use, id) {
  const held = use.view?.values?.[block.block_id]?.[element.action_id];
  const common = { id, "data-testid": id, "data-block": block.block_id, "data-action": element.action_id, "data-kind": element.type };
  const prompt = element.placeholder?.text;
  switch (element.type) {
    case "plain_text_input":
      return element.multiline
        ? h("textarea", { ...common, rows: 4, placeholder: prompt, value: held ?? "" })
        : h("input", { ...common, type: "text", autocomplete: "off", placeholder: prompt, value: held ?? "" });
    case "radio_buttons":
      return choices(common, element, "radio", (value) => value === (held ?? null));
    case "checkboxes":
      return choices(common, element, "checkbox", (value) => (held || []).includes(value));
    case "static_select":
    case "external_select":
      return select(common, element, held, prompt);
    case "multi_static_select":
      return select({ ...common, multiple: true }, element, held, prompt);
    case "users_select":
      return select(common, { options: use.people.map((person) => ({ text: { text: person.name }, value: person.slack_user_id })) }, held, prompt);
    default:
      return TYPED[element.type]
        ? h("input", { ...common, type: TYPED[element.type], inputmode: element.type === "number_input" ? "decimal" : undefined, value: held ?? "" })
        : h("p", { class: "undrawn" }, `A field of type “${element.type}”, which this page does not draw.`);
  }
}

function choices(common, element, kind, isChosen) {
  return h("div", { ...common, class: "choices" }, element.options.map((option, position) => h("label", { class: "choice" },
    h("input", { type: kind, name: common.id, value: option.value, checked: isChosen(option.value), "data-testid": `${common.id}-${position}` }),
    h("span", {}, text(option.text), option.description && h("small", {}, text(option.description))))));
}

function select(common, element, held, prompt) {
  const draw = (option) => h("option", { value: option.value, selected: [].concat(held ?? []).includes(option.value) }, option.text.text);
  const grouped = (element.option_groups || []).map((group) => h("optgroup", { label: group.label.text }, group.options.map(draw)));
  const none = common.multiple ? null : h("option", { value: "" }, prompt || "Choose…");
  return h("select", common, none, grouped, (element.options || []).map(draw));
}

export function valueOf(field, element) {
  switch (element.type) {
    case "radio_buttons": return field.querySelector("input:checked")?.value ?? null;
    case "checkboxes": return [...field.querySelectorAll("input:checked")].map((box) => box.value);
    case "multi_static_select": return [...field.selectedOptions].map((option) => option.value);
    case "datetimepicker": return field.value ? Math.floor(new Date(field.value).getTime() / 1000) : null;
    default: return field.value || null;
  }
}

// Every value now standing in the fields of a drawn view, as the server takes them.
export function valuesIn(place) {
  const values = {};
  for (const field of place.querySelectorAll("[data-block]")) {
    (values[field.dataset.block] ??= {})[field.dataset.action] = valueOf(field, { type: field.dataset.kind });
  }
  return values;
}
