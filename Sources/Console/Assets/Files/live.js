// Brings parts of a page up to date when something changed that they show. Updates come together, once a second at most, and wait
// while somebody types, chooses or reads a selection there, and while the page is not seen.

const INTERVAL = 1000;
const state = document.querySelector(".live-state");
const due = new Set();
let lastNumber = null;
let lastFetch = 0;
let timer = null;
let source = null;

const fragments = () => [...document.querySelectorAll("[data-live]")];

function concerns(element, changes) {
  const topics = element.dataset.live.split(" ");
  const of = element.dataset.liveOf;
  return topics.some((topic) => {
    const scope = changes[topic];
    return scope === true || (Array.isArray(scope) && (of === undefined || scope.includes(of)));
  });
}

function isInUse(element) {
  const active = document.activeElement;
  if (active && element.contains(active) && active.matches("input, select, textarea")) return true;
  if (element.querySelector("input[type=checkbox]:checked, details[open]")) return true;
  const selection = document.getSelection();
  return Boolean(selection && !selection.isCollapsed && element.contains(selection.anchorNode));
}

function schedule(delay) {
  if (timer === null) timer = setTimeout(update, Math.max(delay, lastFetch + INTERVAL - Date.now(), 0));
}

async function update() {
  timer = null;
  if (document.hidden || due.size === 0) return;
  const names = [...due].filter((name) => {
    const element = document.querySelector(`[data-fragment="${name}"]`);
    return element && !isInUse(element);
  });
  if (names.length === 0) return schedule(INTERVAL);
  names.forEach((name) => due.delete(name));
  lastFetch = Date.now();
  const url = new URL(location.href);
  url.searchParams.set("fragment", names.join(","));
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (answer.status === 401) return location.reload();
    if (answer.ok) replace(await answer.text());
  } catch {
    names.forEach((name) => due.add(name));
  }
  lastFetch = Date.now();
  if (due.size > 0) schedule(INTERVAL);
}

function replace(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const fresh of parsed.querySelectorAll("[data-fragment]")) {
    const old = document.querySelector(`[data-fragment="${fresh.dataset.fragment}"]`);
    if (!old) continue;
    const focused = old.contains(document.activeElement) ? pathTo(document.activeElement, old) : null;
    document.dispatchEvent(new CustomEvent("stationmaster:replacing", { detail: { old, fresh } }));
    old.replaceChildren(...fresh.childNodes);
    old.dispatchEvent(new CustomEvent("stationmaster:fragment", { bubbles: true }));
    if (focused) elementAt(focused, old)?.focus({ preventScroll: true });
  }
}

// Where the focus was, as the number of the element in each of its parents.
function pathTo(element, root) {
  const path = [];
  for (let node = element; node && node !== root; node = node.parentElement) path.unshift([...node.parentElement.children].indexOf(node));
  return path;
}

function elementAt(path, root) {
  return path.reduce((node, index) => node?.children[index], root);
}

function everything() {
  fragments().forEach((element) => due.add(element.dataset.fragment));
  schedule(0);
}

function connect() {
  source = new EventSource("/live");
  source.addEventListener("open", () => {
    if (state) state.textContent = state.dataset.connected;
    // What happened while nobody listened: since the connection was lost, or since the page was made.
    everything();
  });
  source.addEventListener("error", () => {
    if (state) state.textContent = state.dataset.lost;
    // A refusal is final for EventSource: the session is over, or there are too many readers.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => { if (!document.hidden) connect(); }, 10000);
  });
  source.addEventListener("changes", (event) => {
    const batch = JSON.parse(event.data);
    if (lastNumber !== null && batch.number !== lastNumber + 1) everything();
    lastNumber = batch.number;
    for (const element of fragments()) if (concerns(element, batch.changes)) due.add(element.dataset.fragment);
    if (due.size > 0) schedule(150);
  });
}

// A page that nobody sees keeps no connection: browsers have few for one server.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (!source) {
    connect();
    everything();
  }
});
addEventListener("pagehide", () => source?.close());
if (fragments().length > 0 && !document.hidden) connect();
