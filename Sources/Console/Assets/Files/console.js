// What every page has: times in the viewer's zone, the zone for the server, and small comforts of forms. Pages work without.

/** Shows the times below an element in the viewer's zone, with UTC on hover. */
export function showTimes(root) {
  const now = Date.now();
  for (const element of root.querySelectorAll("time[datetime]")) {
    const time = new Date(element.dateTime);
    if (Number.isNaN(time.getTime())) continue;
    const utc = element.dateTime.replace("T", " ").replace(/\.\d+Z$/, " UTC");
    element.title = element.hasAttribute("data-ago") ? `${clock(time)} (${utc})` : utc;
    element.textContent = element.hasAttribute("data-ago") ? ago(now - time.getTime()) : clock(time);
  }
}

const language = document.documentElement.lang || "en";
const sameDay = new Intl.DateTimeFormat(language, { timeStyle: "medium" });
const otherDay = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });

function clock(time) {
  return (time.toDateString() === new Date().toDateString() ? sameDay : otherDay).format(time);
}

const distance = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

function ago(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return distance.format(-seconds, "second");
  if (seconds < 3600) return distance.format(-Math.round(seconds / 60), "minute");
  if (seconds < 86400) return distance.format(-Math.round(seconds / 3600), "hour");
  return distance.format(-Math.round(seconds / 86400), "day");
}

/** The time of day, for a screen on a wall. */
function showClock() {
  const clock = document.querySelector("[data-clock]");
  if (clock) clock.textContent = new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(new Date());
}

showTimes(document);
showClock();
setInterval(() => { showTimes(document); showClock(); }, 15000);
document.addEventListener("stationmaster:fragment", (event) => showTimes(event.target));

// Where the viewer's clock hangs, for days and for times that are typed: the name of the zone, or the minutes by which it is ahead of UTC.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? -new Date().getTimezoneOffset();
const isKnown = () => document.cookie.split("; ").includes(`stationmaster_zone=${zone}`);
if (!isKnown()) {
  document.cookie = `stationmaster_zone=${zone}; Path=/; Max-Age=31536000; SameSite=Strict`;
  // The page was made for another clock. Where no cookies are kept it stays so.
  if (isKnown() && document.documentElement.dataset.mayReload !== undefined) location.reload();
}

// A form that was sent is not sent again by a second click; the server would answer it as the first.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000);
});
// The browser's way back shows pages as they were.
addEventListener("pageshow", (event) => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  // Whoever went back and sends a form means it.
  const key = crypto.getRandomValues(new Uint32Array(2)).join("-");
  if (event.persisted) document.querySelectorAll("input[name=once]").forEach((field) => { field.value = key; });
});

// The key / leads to the search, and Escape closes what is unfolded around the focus.
document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.key === "Escape" && !target.matches("input[type=search], select")) {
    const open = target.closest("details[open]") ?? document.querySelector("details.menu[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !target.matches("input, select, textarea")) {
    const find = document.getElementById("find");
    if (!find) return;
    event.preventDefault();
    find.focus();
    find.select();
  }
});

// Of many tabs the present one is seen, also where they do not fit.
const tab = document.querySelector(".tabs .active");
const tabs = tab?.closest(".tabs");
if (tabs && tabs.scrollWidth > tabs.clientWidth) tabs.scrollLeft = tab.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;

// After a form was refused, those who cannot see the message beside the field hear it: the field has the focus, or else the message.
if (!document.querySelector("[autofocus]")) {
  const alert = document.querySelector("main > .alert-danger");
  if (alert) {
    alert.tabIndex = -1;
    alert.focus({ preventScroll: true });
  }
}

// What a field offers while somebody types.
let asked = null;
document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.dataset?.suggest || !field.list) return;
  clearTimeout(asked);
  // What was chosen from the list needs no further list.
  if ([...field.list.options].some((option) => option.value === field.value)) return;
  asked = setTimeout(async () => {
    if (field.value.trim() === "") return field.list.replaceChildren();
    try {
      const answer = await fetch(`${field.dataset.suggest}?text=${encodeURIComponent(field.value)}`);
      if (answer.ok) field.list.replaceChildren(...new DOMParser().parseFromString(`<datalist>${await answer.text()}</datalist>`, "text/html").querySelectorAll("option"));
    } catch {
      // Typing goes on without.
    }
  }, 200);
});

// Buttons that copy the text of an element, and that print; hidden where there is no script.
for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  if (button.dataset.copy !== undefined && !navigator.clipboard) continue;
  button.hidden = false;
  const label = button.innerHTML;
  button.addEventListener("click", async () => {
    if (button.dataset.copy === undefined) return print();
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.innerHTML = label; }, 2000);
    } catch {
      // Not allowed here: the text is chosen, so that it can be copied by hand.
      source.closest("details")?.setAttribute("open", "");
      getSelection().selectAllChildren(source);
    }
  });
}
