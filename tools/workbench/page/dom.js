// Building the page without ever reading text as HTML: what a bot or a person wrote stays text.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function replace(place, ...children) {
  place.replaceChildren(...children.flat(3).filter(Boolean));
}

export async function get(path) {
  const answer = await fetch(`/_local/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

export async function act(gesture, details) {
  const answer = await fetch(`/_local/act/${gesture}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(details),
  });
  return answer.json();
}

export function toast(text) {
  const shown = h("p", { class: "toast", "data-testid": "toast" }, text);
  document.getElementById("toasts").append(shown);
  setTimeout(() => shown.remove(), 7000);
}

export function initials(name) {
  return name.split(/\s+/).map((part) => part[0]).slice(0, 2).join("").toUpperCase();
}

export function avatar(name, isBot = false) {
  if (isBot) return h("img", { class: "avatar", src: "/page/fingerpost.svg", alt: "" });
  const hue = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 12;
  return h("span", { class: `avatar hue-${hue}`, "aria-hidden": "true" }, initials(name));
}
