// The page that plays Slack: who one plays, what they see, and what they do.

import { act, avatar, get, h, replace, toast } from "./dom.js";
import { blocks, valuesIn } from "./blocks.js";
import * as inspector from "./inspector.js";

const place = (id) => document.getElementById(id);
const page = { user: "", tab: "messages", everyone: { people: [], ready: true }, seen: null, drafts: {}, typed: {} };
let drawnModal = "";
const drawn = {};

// A button that is replaced between press and release is never clicked, so nothing is drawn meanwhile.
let release = () => {};
let released = Promise.resolve();
addEventListener("pointerdown", () => {
  release();
  released = new Promise((done) => { release = done; });
}, { capture: true });
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(release), { capture: true });

// --- what is shown ------------------------------------------------------------------------------

async function refresh() {
  page.everyone = await get("people");
  if (!page.everyone.people.some((person) => person.slack_user_id === page.user)) {
    page.user = page.everyone.people[0]?.slack_user_id ?? "";
  }
  const user = page.user;
  const seen = user ? await get(`client/${user}`) : null;
  await released;
  if (user !== page.user) return; // somebody else is played by now, and drawn by that refresh
  page.seen = seen;
  drawStatus();
  drawPeople();
  drawMain();
  drawModal();
  await markRead();
  await inspector.follow(page.everyone.record, names());
}

function names() {
  return Object.fromEntries(page.everyone.people.map((person) => [person.slack_user_id, person.name]));
}

function drawStatus() {
  const { ready } = page.everyone;
  replace(place("status"), h("span", { class: `dot ${ready ? "good" : "waiting"}`, "aria-hidden": "true" }), ready ? "Stack ready" : "Waiting for the stack");
}

// People in good standing by area, then those who are refused: each of them is there to be tried.
function group(person) {
  if (person.refused_as) return "Refused, each for a reason";
  return person.area || "Elsewhere";
}

function drawPeople() {
  const focused = document.activeElement?.dataset?.testid;
  const wanted = place("people-filter").value.trim().toLowerCase();
  const found = page.everyone.people.filter((person) => [group(person), ...Object.values(person)].join(" ").toLowerCase().includes(wanted));
  const groups = Map.groupBy(found.sort((a, b) => Boolean(a.refused_as) - Boolean(b.refused_as)), group);
  replace(place("people"), [...groups].map(([heading, people]) => [h("h3", {}, heading), h("ul", {}, people.map((person) => h("li", {}, personButton(person))))]),
    !found.length && page.everyone.people.length > 0 && h("p", { class: "people-none" }, "Nobody like that."));
  if (focused?.startsWith("person-")) place("people").querySelector(`[data-testid="${focused}"]`)?.focus();
}

function personButton(person) {
  const isMe = person.slack_user_id === page.user;
  const standing = person.role && person.role !== "practitioner" ? person.role : "";
  return h("button", {
    type: "button", class: "person", "aria-current": isMe ? "true" : undefined,
    "data-testid": `person-${person.slack_user_id}`, onclick: () => go(person.slack_user_id, page.tab),
  },
  avatar(person.name),
  h("span", { class: "person-words" }, h("b", {}, person.name),
    [person.job_title, withoutArea(person)].filter(Boolean).map((words) => h("small", { title: words }, words)),
    standing && h("span", { class: `standing${person.refused_as ? " refused" : ""}` }, standing)),
  person.unread > 0 && h("span", { class: "badge", "data-testid": `unread-${person.slack_user_id}` }, person.unread, h("span", { class: "unseen" }, " unread")));
}

// The area stands above already.
function withoutArea({ service, area, refused_as }) {
  return service && area && !refused_as && service.startsWith(`${area} `) ? service.slice(area.length + 1) : service;
}

function conversation() {
  return page.seen.conversations.find((one) => one.kind === (page.tab === "team-room" ? "channel" : "direct"));
}

// A part is drawn anew only when what it shows has changed, so that nobody is disturbed while they type.
function redraw(part, shows, draw) {
  const state = JSON.stringify(shows);
  if (drawn[part] === state) return;
  drawn[part] = state;
  const focused = place(part).contains(document.activeElement) ? document.activeElement.id : "";
  replace(place(part), draw());
  if (focused) place(focused)?.focus();
}

function drawMain() {
  if (!page.seen) {
    redraw("head", [], () => []);
    redraw("content", [], nobody);
    redraw("writing", [], () => []);
    return;
  }
  const where = [page.user, page.tab];
  redraw("head", [where, page.seen.conversations.map((one) => one.unread)], head);
  redraw("content", [where, page.tab === "home" ? page.seen.home : conversation()], page.tab === "home" ? home : messages);
  redraw("writing", [where, page.seen.commands, page.seen.shortcuts], page.tab === "home" ? () => [] : composer);
}

function nobody() {
  return h("div", { class: "nobody" }, h("h2", {}, "Nobody is here yet"),
    h("p", {}, "The people come with the stack. Run ", h("code", {}, "make up"), " in another terminal; this page notices by itself."));
}

function head() {
  const direct = page.seen.conversations.find((one) => one.kind === "direct");
  const tab = (name, text, unread = 0) => h("button", {
    type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(page.tab === name), "aria-controls": "panel", "data-testid": `tab-${name}`,
    tabindex: page.tab === name ? "0" : "-1", onclick: () => go(page.user, name), onkeydown: moveBetweenTabs,
  }, text, unread > 0 && page.tab !== name && h("span", { class: "badge" }, unread));
  const channel = page.tab === "team-room";
  return h("div", { class: "head" },
    h("div", { class: "head-title" }, channel ? h("span", { class: "avatar hash", "aria-hidden": "true" }, "#") : avatar("Fingerpost", true),
      h("div", {}, h("h2", {}, channel ? "team-room" : "Fingerpost"),
        h("p", {}, channel ? "A channel of the whole workspace. The bot is not in it." : "App · direct messages stay in Slack’s history"))),
    h("div", { class: "tabs", role: "tablist", "aria-label": "Where" }, tab("messages", "Messages", direct.unread), tab("home", "Home"), tab("team-room", "# team-room")));
}

function moveBetweenTabs(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const order = ["messages", "home", "team-room"];
  const next = order[(order.indexOf(page.tab) + step + order.length) % order.length];
  go(page.user, next).then(() => place(`tab-${next}`)?.focus());
}

function messages() {
  const { messages: list } = conversation();
  const panel = h("div", { class: "messages", id: "panel", role: "tabpanel", "aria-labelledby": `tab-${page.tab}`, tabindex: "0" },
    list.length ? h("ol", { "aria-live": "polite" }, list.map(message)) : h("p", { class: "empty" }, emptyWords()));
  requestAnimationFrame(() => { panel.scrollTop = panel.scrollHeight; });
  return panel;
}

function emptyWords() {
  return page.tab === "team-room"
    ? "Nothing here. Try the slash command: the answer must leave nothing in the channel."
    : "Nothing here yet. Type / for a command, choose a shortcut, or write to the bot.";
}

function message(said) {
  const channel = conversation();
  const own = said.author === page.user;
  const clock = new Date(Number(said.ts) * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const where = { user: page.user, channel_id: channel.id, ts: said.ts };
  const use = { people: page.everyone.people, act: (block, element, value) => make("act_in_message", { ...where, block_id: block.block_id, action_id: element.action_id, value: value ?? null }) };
  return h("li", { class: `message${said.ephemeral ? " ephemeral" : ""}`, "data-testid": said.ephemeral ? "ephemeral" : "message", "data-ts": said.ts },
    avatar(said.author_name, said.is_bot),
    h("div", { class: "message-words" },
      h("p", { class: "byline" }, h("b", {}, said.author_name), said.is_bot && h("span", { class: "app-mark" }, "APP"), h("time", {}, clock), said.edited && h("small", {}, "(edited)")),
      said.blocks.length ? blocks(said.blocks, use) : h("p", { class: "message-text" }, said.text),
      said.ephemeral && h("p", { class: "only-you" }, "Only visible to you · ", h("button", { type: "button", class: "link", "data-testid": "dismiss", onclick: () => make("dismiss", where) }, "Dismiss"))),
    own && h("button", { type: "button", class: "quiet delete", "data-testid": "delete", "aria-label": `Delete message: ${said.text.slice(0, 40)}`, onclick: () => make("delete", where) }, "Delete"));
}

function home() {
  const view = page.seen.home;
  const use = viewUse(view, () => place("panel"));
  return h("div", { class: "home", id: "panel", role: "tabpanel", "aria-labelledby": "tab-home", "data-testid": "home", tabindex: "0" },
    view ? h("div", { class: "home-words" }, blocks(view.blocks, use)) : h("p", { class: "empty" }, "The bot has not published a home tab for this person."));
}

function viewUse(view, where) {
  return {
    view,
    people: page.everyone.people,
    act: (block, element, value) => make("act_in_view", { view_id: view.id, block_id: block.block_id, action_id: element.action_id, value: value ?? null, values: valuesIn(where()) }),
  };
}

// --- the composer -------------------------------------------------------------------------------

function composer() {
  const key = `${page.user}/${page.tab}`;
  const box = h("textarea", {
    id: "composer", rows: 1, "data-testid": "composer", "aria-label": page.tab === "team-room" ? "Message to team-room" : "Message to Fingerpost",
    placeholder: page.tab === "team-room" ? "Message #team-room, or / for a command" : "Message Fingerpost, or / for a command",
    value: page.drafts[key] ?? "",
    oninput: () => { page.drafts[key] = box.value; suggest(box); },
    onkeydown: (event) => composerKey(event, box),
  });
  return h("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); send(box); } },
    h("div", { class: "menu suggestions", id: "suggestions", role: "listbox", "aria-label": "Commands", hidden: true }),
    h("div", { class: "composer-row" }, shortcuts(), box, h("button", { type: "submit", class: "primary", "data-testid": "send" }, "Send")));
}

function shortcuts() {
  const menu = h("details", { class: "shortcuts" },
    h("summary", { "data-testid": "shortcuts", "aria-label": "Shortcuts", title: "Shortcuts" }, "⚡"),
    h("div", { class: "menu" }, h("p", { class: "menu-title" }, "Shortcuts"), page.seen.shortcuts.map((one) => h("button", {
      type: "button", "data-testid": `shortcut-${one.callback_id}`,
      onclick: () => { menu.open = false; make("use_shortcut", { user: page.user, callback_id: one.callback_id }); },
    }, avatar("Fingerpost", true), h("span", {}, h("b", {}, one.name), h("small", {}, "Fingerpost"))))));
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); } });
  return menu;
}

function suggest(box) {
  const typed = box.value;
  const offered = /^\/\S*$/.test(typed) ? page.seen.commands.filter((one) => one.command.startsWith(typed)) : [];
  const list = place("suggestions");
  list.hidden = !offered.length;
  replace(list, offered.map((one) => h("button", {
    type: "button", role: "option", "data-testid": `command-${one.command.slice(1)}`,
    onclick: () => { box.value = one.command; box.focus(); send(box); },
  }, avatar("Fingerpost", true), h("span", {}, h("b", {}, one.command), h("small", {}, one.description)))));
}

function composerKey(event, box) {
  const list = place("suggestions");
  const first = list.hidden ? null : list.querySelector("button");
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (first) first.click();
    else send(box);
  } else if (event.key === "ArrowDown" && first) {
    event.preventDefault();
    first.focus();
  } else if (event.key === "Escape") list.hidden = true;
}

async function send(box) {
  const text = box.value.trim();
  if (!text) return;
  box.value = "";
  page.drafts[`${page.user}/${page.tab}`] = "";
  place("suggestions").hidden = true;
  const where = { user: page.user, channel_id: conversation().id };
  const [, command, rest] = text.match(/^(\/\S+)\s*([\s\S]*)$/) ?? [];
  if (!command) await make("write", { ...where, text });
  else if (page.seen.commands.some((one) => one.command === command)) await make("run_command", { ...where, command, text: rest });
  else toast(`${command} is not a command of this workspace.`);
}

// --- modals -------------------------------------------------------------------------------------

function drawModal() {
  const shownAt = place("modal-place");
  const stack = page.seen?.modals ?? [];
  const view = stack.at(-1);
  const state = view ? JSON.stringify([page.user, stack.length, view.id, view.hash, view.errors, view.trouble]) : "";
  if (state === drawnModal) return;
  drawnModal = state;
  place("conversation").inert = Boolean(view);
  if (!view) {
    const wasOpen = shownAt.childElementCount > 0;
    replace(shownAt);
    if (wasOpen && isFocusFree()) (place("composer") ?? place("panel"))?.focus();
    return;
  }
  replace(shownAt, modal({ ...view, values: { ...view.values, ...page.typed[typedKey(view)] } }, stack.length));
  if (isFocusFree()) focusFirst(shownAt, view);
}

// The focus follows a modal, but is never taken from someone who is busy elsewhere on the page.
function isFocusFree() {
  const active = document.activeElement;
  return !active || active === document.body || place("main").contains(active);
}

// What is typed and not yet sent outlives a look at somebody else's screen, until the bot changes the view.
function typedKey(view) {
  return `${view.id} ${view.hash}`;
}

function modal(view, depth) {
  const isPushed = depth > 1;
  const body = h("div", { class: "modal-body", tabindex: "0" }, view.trouble && h("p", { class: "trouble", role: "alert", tabindex: "-1", "data-testid": "modal-trouble" }, view.trouble));
  body.append(...blocks(view.blocks, viewUse(view, () => body)));
  for (const change of ["input", "change"]) body.addEventListener(change, () => { page.typed[typedKey(view)] = valuesIn(body); });
  const back = () => make("close", { user: page.user });
  const closeText = view.close?.text || (view.submit ? "Cancel" : "Close");
  return h("div", { class: "scrim" }, h("form", {
    class: "modal", role: "dialog", "aria-labelledby": "modal-title", "data-testid": "modal", "data-view-id": view.id, "data-hash": view.hash, "data-depth": depth, novalidate: true,
    onsubmit: (event) => { event.preventDefault(); submit(view, body, event.currentTarget); },
    onkeydown: (event) => { if (event.key === "Escape") back(); },
  },
  h("header", {},
    isPushed && h("button", { type: "button", class: "quiet icon", "aria-label": "Back", "data-testid": "modal-back", onclick: back }, "←"),
    h("img", { src: "/page/fingerpost.svg", alt: "", width: 20, height: 20 }),
    h("h2", { id: "modal-title", tabindex: "-1", "data-testid": "modal-title" }, view.title.text),
    h("button", { type: "button", class: "quiet icon", "aria-label": "Close all", "data-testid": "modal-x", onclick: () => make("close", { user: page.user, all_of_them: true }) }, "✕")),
  body,
  h("footer", {},
    h("button", { type: "button", class: "secondary", "data-testid": "modal-close", onclick: back }, closeText),
    view.submit && h("button", { type: "submit", class: "primary", "data-testid": "modal-submit" }, view.submit.text))));
}

async function submit(view, body, form) {
  if (form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  form.querySelector("[type=submit]").disabled = true;
  await make("submit", { view_id: view.id, values: valuesIn(body) }, { quietly: true });
  form.removeAttribute("aria-busy");
  const button = form.querySelector("[type=submit]");
  if (button) button.disabled = false;
}

function focusFirst(shownAt, view) {
  const wrong = shownAt.querySelector("[aria-invalid=true]");
  const first = wrong || shownAt.querySelector(".trouble") || shownAt.querySelector("[data-block]") || shownAt.querySelector("#modal-title");
  const target = first.matches(".choices") ? first.querySelector("input") : first;
  target.focus({ preventScroll: !wrong });
  if (view.trouble) shownAt.querySelector(".modal-body").scrollTop = 0;
}

// --- gestures -----------------------------------------------------------------------------------

async function make(gesture, details, { quietly = false } = {}) {
  place("main").setAttribute("aria-busy", "true");
  const outcome = await act(gesture, details);
  place("main").removeAttribute("aria-busy");
  await refresh();
  if (!outcome.ok && !quietly && !page.seen?.modals.at(-1)?.trouble) toast(outcome.trouble || outcome.error);
  return outcome;
}

async function markRead() {
  if (page.tab === "home" || !page.seen || document.hidden) return;
  const channel = conversation();
  if (channel.unread > 0) await act("read", { user: page.user, channel_id: channel.id });
}

async function go(user, tab) {
  const opensHome = tab === "home" && (page.tab !== "home" || page.user !== user);
  const isSamePerson = page.user === user;
  Object.assign(page, { user, tab });
  // At once, so that nothing is typed into the conversation that is just being left.
  if (isSamePerson && page.seen) drawMain();
  history.replaceState(null, "", `#${user}/${tab}`);
  await refresh();
  if (opensHome && user) await make("open_home", { user });
}

function follow() {
  const changes = new EventSource("/_local/changes");
  let running = false;
  let again = false;
  changes.onmessage = async () => {
    if (running) { again = true; return; }
    running = true;
    do { again = false; await refresh(); } while (again);
    running = false;
  };
}

place("inspector-toggle").addEventListener("click", (event) => {
  const isOpen = place("columns").classList.toggle("without-inspector");
  event.currentTarget.setAttribute("aria-expanded", String(!isOpen));
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.shortcuts[open], details.overflow[open]")) if (!menu.contains(event.target)) menu.open = false;
});

place("people-filter").addEventListener("input", drawPeople);

const [user, tab] = location.hash.slice(1).split("/");
go(user || "", tab || "messages").then(follow);
