// Brings parts of a page up to date when something changed that they show. Updates come together, once a second at most, and wait
// while somebody types, chooses or reads a selection there, and while the page is not seen.

const INTERVAL = 1000;
const state = document.querySelector(".live-state");
const due = new Set();
// Up to which batch of changes the page is made.
let lastNumber = Number(document.querySelector("main").dataset.liveNumber);
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

// The stream of changes, one for all pages of a browser, which has few connections for one server. The page that holds the lock
// listens, and tells the others; when it leaves, the next one does. Used like an EventSource.
class SharedSource extends EventTarget {
  #leaving = new AbortController();
  #channel = new BroadcastChannel("stationmaster-live");
  #stream = null;
  #release = null;
  #number = null;
  readyState = EventSource.CONNECTING;

  constructor(url) {
    super();
    this.#channel.addEventListener("message", (event) => this.#hear(event.data));
    navigator.locks.request("stationmaster-live", { signal: this.#leaving.signal }, () => this.#listen(url)).catch(() => {});
    // How far those are who listen already.
    this.#channel.postMessage({ type: "ask" });
  }

  close() {
    this.readyState = EventSource.CLOSED;
    this.#stream?.close();
    this.#channel.close();
    this.#leaving.abort();
    this.#release?.();
  }

  // Holds the lock until what it returns is done.
  #listen(url) {
    if (this.readyState === EventSource.CLOSED) return undefined;
    this.readyState = EventSource.CONNECTING;
    this.#stream = new EventSource(url);
    this.#stream.addEventListener("open", () => this.#tell("open"));
    this.#stream.addEventListener("begin", (event) => {
      this.#number = event.data;
      this.#tell("begin", event.data);
    });
    this.#stream.addEventListener("changes", (event) => {
      this.#number = String(JSON.parse(event.data).number);
      this.#tell("changes", event.data);
    });
    this.#stream.addEventListener("error", () => {
      this.#number = null;
      const isRefused = this.#stream.readyState === EventSource.CLOSED;
      this.#tell("error");
      this.readyState = EventSource.CONNECTING;
      // Then the next one tries.
      if (isRefused) this.close();
      this.dispatchEvent(new Event("error"));
    });
    return new Promise((resolve) => { this.#release = resolve; });
  }

  #tell(type, data) {
    this.#channel.postMessage({ type, data });
    if (type !== "error") this.#pass(type, data);
  }

  #hear({ type, data }) {
    if (type !== "ask") {
      // Who came while the others were connected already has not heard that they are.
      if (type === "begin" && this.readyState !== EventSource.OPEN) this.#pass("open");
      this.#pass(type, data);
    } else if (this.#number !== null) {
      this.#channel.postMessage({ type: "begin", data: this.#number });
    }
  }

  #pass(type, data) {
    if (type === "open") this.readyState = EventSource.OPEN;
    if (type === "error") this.readyState = EventSource.CONNECTING;
    this.dispatchEvent(new MessageEvent(type, { data }));
  }
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
  source?.close();
  source = navigator.locks && window.BroadcastChannel ? new SharedSource("/live") : new EventSource("/live");
  source.addEventListener("open", () => {
    if (state) state.textContent = state.dataset.connected;
  });
  source.addEventListener("begin", (event) => {
    // What happened while nobody listened, also between the making of the page and now.
    if (Number(event.data) !== lastNumber) everything();
    lastNumber = Number(event.data);
  });
  source.addEventListener("error", () => {
    if (state) state.textContent = state.dataset.lost;
    // A refusal is final for EventSource: the session is over, or there are too many readers.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => { if (!document.hidden) connect(); }, 10000);
  });
  source.addEventListener("changes", (event) => {
    const batch = JSON.parse(event.data);
    if (batch.number !== lastNumber + 1) everything();
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
  } else if (!source && fragments().length > 0) {
    connect();
  }
});
addEventListener("pagehide", () => {
  source?.close();
  source = null;
});
// Back from the browser's memory, as it was when it was left.
addEventListener("pageshow", (event) => {
  if (event.persisted && fragments().length > 0 && !source) connect();
});
if (fragments().length > 0 && !document.hidden) connect();
