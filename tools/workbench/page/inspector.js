// What went over the wire: Slack's signed requests to the bot, and the bot's calls to the Web API.

import { get, h, replace } from "./dom.js";

const seen = { requests: [], calls: [] };
const open = new Set();
let shown = "all";

let following = Promise.resolve();

// One after another: two at once would both fetch the same entries, and show them twice.
export function follow(counts, names) {
  const fetchNext = () => fetchNew(counts, names);
  following = following.then(fetchNext, fetchNext);
  return following;
}

async function fetchNew(counts, names) {
  if (counts.requests < seen.requests.length || counts.calls < seen.calls.length) {
    seen.requests = [];
    seen.calls = [];
    open.clear();
  }
  const [requests, calls] = await Promise.all([
    counts.requests > seen.requests.length ? get(`requests?after=${seen.requests.length}`) : [],
    counts.calls > seen.calls.length ? get(`web-api-log?after=${seen.calls.length}`) : [],
  ]);
  seen.requests.push(...requests);
  seen.calls.push(...calls);
  draw(names);
}

function entries() {
  const requests = seen.requests.map((request, number) => ({ key: `r${number}`, kind: "requests", ...request }));
  const calls = seen.calls.map((call, number) => ({ key: `c${number}`, kind: "calls", ...call }));
  return [...requests, ...calls].filter((entry) => shown === "all" || entry.kind === shown).sort((a, b) => (a.at < b.at ? 1 : -1));
}

function draw(names) {
  const place = document.getElementById("inspector");
  const scrolled = place.querySelector(".entries")?.scrollTop ?? 0;
  const list = entries();
  const filter = (value, text) => h("button", { type: "button", "aria-pressed": String(shown === value), "data-testid": `inspector-${value}`, onclick: () => { shown = value; draw(names); } }, text);
  replace(place,
    h("div", { class: "inspector-head" }, h("h2", {}, "Inspector"),
      h("div", { class: "segments", role: "group", "aria-label": "Show" }, filter("all", "All"), filter("requests", "To the bot"), filter("calls", "From the bot"))),
    list.length
      ? h("ol", { class: "entries" }, list.slice(0, 200).map((entry) => h("li", {}, entry.kind === "requests" ? request(entry, names) : call(entry))))
      : h("p", { class: "empty" }, "Each signed request to the bot and each of its Web API calls appears here, with its answer."));
  const entriesList = place.querySelector(".entries");
  if (entriesList) entriesList.scrollTop = scrolled;
}

function foldable(entry, summary, details) {
  const box = h("details", { class: "entry", "data-testid": "inspector-entry", "data-kind": entry.kind });
  const fill = () => { if (!box.querySelector(".entry-details")) box.append(h("div", { class: "entry-details" }, details())); };
  box.append(h("summary", {}, summary));
  if (open.has(entry.key)) { box.open = true; fill(); }
  box.addEventListener("toggle", () => { if (box.open) { open.add(entry.key); fill(); } else open.delete(entry.key); });
  return box;
}

function time(at) {
  return new Date(at).toLocaleTimeString("en-GB");
}

function pill(good, words) {
  return h("span", { class: `pill ${good ? "good" : "bad"}` }, words);
}

function request(entry, names) {
  const good = !entry.error;
  return foldable(entry,
    [h("span", { class: "direction to", "aria-label": "To the bot" }, "→"),
      h("span", { class: "entry-title" }, h("b", {}, entry.gesture), h("small", {}, `${names[entry.user] || entry.user} · ${time(entry.at)}`)),
      h("span", { class: "entry-facts" }, pill(good, entry.status || entry.error), h("small", { class: "ms" }, `${Math.round(entry.ms)} ms`))],
    () => [
      entry.error && h("p", { class: "error" }, `Slack shows: ${entry.error.replaceAll("_", " ")}`),
      entry.problems.map((problem) => h("p", { class: "error" }, problem)),
      part("Request", [h("code", { class: "line" }, `${entry.method} ${entry.path}`), headers(entry.headers)]),
      part("Body", json(entry.body)),
      part(`Answer, ${entry.status || "none"}, ${entry.ms} ms`, json(entry.answer)),
    ]);
}

function call(entry) {
  return foldable(entry,
    [h("span", { class: "direction from", "aria-label": "From the bot" }, "←"),
      h("span", { class: "entry-title" }, h("b", {}, entry.method), h("small", {}, time(entry.at))),
      h("span", { class: "entry-facts" }, pill(entry.ok, entry.ok ? "ok" : entry.error))],
    () => [part("Arguments", json(entry.args)), part(`Answer, ${entry.status}`, json(entry.response))]);
}

function part(title, content) {
  return h("section", {}, h("h3", {}, title), content);
}

function headers(map) {
  return h("dl", {}, Object.entries(map).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

function json(value) {
  const isEmpty = value === "" || (typeof value === "object" && value !== null && !Object.keys(value).length);
  return isEmpty ? h("p", { class: "empty-body" }, "empty") : h("pre", { tabindex: "0" }, typeof value === "string" ? value : JSON.stringify(value, null, 2));
}
