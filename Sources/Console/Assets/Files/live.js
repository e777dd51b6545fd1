// Brings parts of a page up to date when something changed that they show. Updates come together, once a second at most, and wait
// while somebody types, chooses or reads a selection there, and while the page is not seen.

const INTERVAL = 1000;
const state = document.querySelector(".live-state");
const due = new Set();
// A connection that is gone for a moment only is nobody's concern.
const PATIENCE = 4000;
let lostAt = null;
let reason = "lost";
// Whether something was typed that going elsewhere would lose.
let isTyped = false;
let alarm = null;
// What was put in last, so that what stayed the same is left alone.
const shown = new Map();
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
  // The table of a chart may change while it is open.
  if (element.querySelector("input[type=checkbox]:checked, details[open]:not(.chart-table)")) return true;
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
  source = new EventSource("/live");
  source.addEventListener("open", () => {
    const wasLost = lostAt !== null;
    regain();
    // What happened while nobody listened.
    if (lastNumber !== null || wasLost) everything();
    // What happened between the making of the page and now; a moment later, because logs are written a moment after what they tell.
    else setTimeout(everything, 500);
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
    if (lastNumber !== null && batch.number !== lastNumber + 1) everything();
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
  } else if (!source) {
    connect();
    everything();
  }
});
addEventListener("pagehide", () => source?.close());
if (fragments().length > 0 && !document.hidden) connect();
