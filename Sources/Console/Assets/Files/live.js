// Brings parts of a page up to date when something changed that they show. Updates come together, once a second at most, and wait
// while somebody types, chooses or reads a selection there, and while the page is not seen.

const INTERVAL = 1000;
const state = document.querySelector(".live-state");
const due = new Set();
// Up to which batch of changes the page is made.
let lastNumber = Number(document.querySelector("main").dataset.liveNumber);
// A connection that is gone for a moment only is nobody's concern.
const PATIENCE = 4000;
let lostAt = null;
let reason = "lost";
// Whether something was typed that going elsewhere would lose.
let isTyped = false;
let alarm = null;
// What was put in last, so that what stayed the same is left alone.
const shown = new Map();
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
  // The table of a chart may change while it is open.
  if (element.querySelector("input[type=checkbox]:checked, details[open]:not(.chart-table)")) return true;
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
  tell(names.length < due.size);
  if (names.length === 0) return schedule(INTERVAL);
  names.forEach((name) => due.delete(name));
  lastFetch = Date.now();
  const url = new URL(location.href);
  url.searchParams.set("fragment", names.join(","));
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    // The session is over. What was typed is kept when it is sent, so nobody is led away from it.
    if (answer.status === 401) return isTyped ? lose("over") : location.reload();
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
    if (!old || shown.get(fresh.dataset.fragment) === fresh.innerHTML) continue;
    shown.set(fresh.dataset.fragment, fresh.innerHTML);
    const active = document.activeElement;
    const focused = old.contains(active) ? { href: active.getAttribute("href"), path: pathTo(active, old) } : null;
    const held = hold(old);
    const opened = [...old.querySelectorAll("details.chart-table[open]")].map((details) => pathTo(details, old));
    document.dispatchEvent(new CustomEvent("stationmaster:replacing", { detail: { old, fresh } }));
    old.replaceChildren(...fresh.childNodes);
    old.dispatchEvent(new CustomEvent("stationmaster:fragment", { bubbles: true }));
    for (const path of opened) elementAt(path, old)?.setAttribute("open", "");
    if (focused) (linkTo(focused.href, old) ?? elementAt(focused.path, old))?.focus({ preventScroll: true });
    if (held) release(held, old);
  }
}

// The row at the upper edge of the window stays where it is while others come above it.
function hold(root) {
  if (root.getBoundingClientRect().top >= 0) return null;
  for (const row of root.querySelectorAll("tr, li")) {
    const edge = row.getBoundingClientRect();
    const href = row.querySelector("a[href]")?.getAttribute("href");
    if (edge.bottom > 0 && href) return { href, top: edge.top };
  }
  return null;
}

function release(held, root) {
  const row = linkTo(held.href, root)?.closest("tr, li");
  if (row) scrollBy({ top: row.getBoundingClientRect().top - held.top, behavior: "instant" });
}

function linkTo(href, root) {
  return href ? [...root.querySelectorAll("a[href]")].find((link) => link.getAttribute("href") === href) : undefined;
}

/** Says that what is shown is the present, or that a part of it waits for somebody. */
function tell(isWaiting) {
  if (!state || lostAt !== null) return;
  const text = isWaiting ? state.dataset.waiting : state.dataset.connected;
  if (state.textContent !== text) state.textContent = text;
}

/** Says since when what is shown is the past, and why: the connection is `lost`, or the session `over`. */
function lose(why = "lost") {
  lostAt ??= new Date();
  // A session that is over stays so, whatever becomes of the connection.
  if (reason !== "over") reason = why;
  alarm ??= setTimeout(warn, PATIENCE);
  if (state?.classList.contains("is-lost")) warn();
}

function warn() {
  if (!state || lostAt === null) return;
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "medium" }).format(lostAt);
  const text = state.dataset[reason].replace("#", time);
  // Said once, and not at every attempt.
  if (state.textContent !== text) state.textContent = text;
  state.classList.add("is-lost");
}

function regain() {
  reason = "lost";
  clearTimeout(alarm);
  alarm = null;
  lostAt = null;
  state?.classList.remove("is-lost");
  tell(false);
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
  source.addEventListener("open", regain);
  source.addEventListener("begin", (event) => {
    // What happened while nobody listened, also between the making of the page and now.
    if (Number(event.data) !== lastNumber) everything();
    lastNumber = Number(event.data);
  });
  source.addEventListener("error", () => {
    lose();
    // A refusal is final for EventSource: the session is over, there are too many readers, or a proxy answers for a server that is gone.
    // Asking for what is shown tells which.
    if (source?.readyState !== EventSource.CLOSED) return;
    everything();
    setTimeout(() => { if (!document.hidden) connect(); }, 5000);
  });
  source.addEventListener("changes", (event) => {
    const batch = JSON.parse(event.data);
    if (batch.number !== lastNumber + 1) everything();
    lastNumber = batch.number;
    for (const element of fragments()) if (concerns(element, batch.changes)) due.add(element.dataset.fragment);
    if (due.size > 0) schedule(150);
  });
}

document.addEventListener("input", (event) => {
  if (event.target.form?.method === "post") isTyped = true;
});

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
