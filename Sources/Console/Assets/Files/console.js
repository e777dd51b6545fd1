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

showTimes(document);
setInterval(() => showTimes(document), 15000);
document.addEventListener("stationmaster:fragment", (event) => showTimes(event.target));

// Where a day begins, for sums of a day. Minutes ahead of UTC.
const zone = -new Date().getTimezoneOffset();
if (!document.cookie.includes(`stationmaster_zone=${zone};`) && !document.cookie.endsWith(`stationmaster_zone=${zone}`)) {
  document.cookie = `stationmaster_zone=${zone}; Path=/; Max-Age=31536000; SameSite=Strict`;
}

// A form that was sent is not sent again by a second click.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000);
});
// The browser's way back shows pages as they were.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// Buttons that copy the text of an element, and that print; hidden where there is no script.
for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  if (button.dataset.copy !== undefined && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (button.dataset.copy === undefined) return print();
    const label = button.innerHTML;
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.innerHTML = label; }, 2000);
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
    }
  });
}
