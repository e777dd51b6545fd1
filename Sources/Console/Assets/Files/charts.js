// Draws the charts of a page with Chart.js, from the data that each carries. Colours are those of the page.

const charts = new Map();
const names = ["--charging", "--available", "--occupied", "--warning", "--faulted", "--unavailable"];

/** The value of a colour as the page has it now: canvas knows nothing of light-dark(). */
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function withOpacity(value, opacity) {
  return value.replace(/^rgb\((.*)\)$/, `rgba($1, ${opacity})`);
}

const language = document.documentElement.lang;
const day = 86400;
const wholeTime = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });
// What lies between two marks of a time axis, in seconds.
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, day, 2 * day, 7 * day, 30 * day];

/** Marks at round moments of the viewer's clock, as many as there is room for. */
function marks(scale) {
  const most = Math.max(2, Math.floor(scale.chart.width / (5.5 * rem())));
  const step = (steps.find((seconds) => (scale.max - scale.min) / (seconds * 1000) <= most) ?? steps.at(-1)) * 1000;
  const zone = new Date(scale.min).getTimezoneOffset() * 60000;
  const ticks = [];
  for (let at = Math.ceil((scale.min - zone) / step) * step + zone; at <= scale.max; at += step) ticks.push({ value: at });
  scale.ticks = ticks;
  scale.step = step;
}

function markText(value, scale) {
  const seconds = (scale.step ?? 0) / 1000;
  const options =
    seconds >= day ? { month: "short", day: "numeric" }
    : seconds < 60 ? { timeStyle: "medium" }
    : scale.max - scale.min > 1.5 * day * 1000 ? { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }
    : { timeStyle: "short" };
  return new Intl.DateTimeFormat(language, options).format(new Date(value));
}

function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** The same in the order of its times: values that were kept offline come late. */
function inOrder(data) {
  if (!data.isTime) return data;
  const order = data.labels.map((_, at) => at).sort((one, other) => data.labels[one] - data.labels[other]);
  const sorted = (values) => order.map((at) => values[at]);
  return { ...data, labels: sorted(data.labels), series: data.series.map((series) => ({ ...series, values: sorted(series.values) })) };
}

/** The longest distance of two values that is no gap: four times the usual one. */
function usual(labels) {
  const distances = labels.slice(1).map((label, index) => label - labels[index]).sort((one, other) => one - other);
  return distances.length < 3 ? Infinity : 4 * distances[Math.floor(distances.length / 2)];
}

/** A value with nothing on either side would be no line, and not be seen. */
function isAlone(values, index) {
  return values[index] != null && values[index - 1] == null && values[index + 1] == null;
}

function configuration(data) {
  const text = colour("--quiet");
  const grid = withOpacity(colour("--quiet"), 0.2);
  const kind = data.kind === "bar" ? "bar" : "line";
  const longest = data.isTime && data.kind !== "steps" ? usual(data.labels) : Infinity;
  const isGap = (segment) => segment.p1.parsed.x - segment.p0.parsed.x > longest;
  return {
    type: kind,
    data: {
      labels: data.isTime ? undefined : data.labels,
      datasets: data.series.map((series, index) => {
        const line = colour(names[index % names.length]);
        return {
          label: series.name, data: data.isTime ? series.values.map((value, at) => ({ x: data.labels[at], y: value })) : series.values, borderColor: line, borderWidth: kind === "bar" ? 0 : 2,
          backgroundColor: kind === "bar" ? line : withOpacity(line, 0.18), fill: data.kind === "area",
          stepped: data.kind === "steps", pointRadius: (point) => (isAlone(series.values, point.dataIndex) ? 3 : 0), pointHitRadius: 8, tension: 0,
          pointBackgroundColor: line, clip: 8,
          // What nobody measured is no line that one could take for a measurement.
          segment: { borderDash: (segment) => (isGap(segment) ? [3, 5] : undefined), backgroundColor: (segment) => (isGap(segment) ? "transparent" : undefined) },
        };
      }),
    },
    options: {
      animation: false, responsive: true, maintainAspectRatio: false, interaction: { mode: "index", intersect: false },
      plugins: {
        legend: { display: data.series.length > 1, labels: { color: text } },
        tooltip: {
          callbacks: {
            title: (items) => (data.isTime && items.length > 0 ? wholeTime.format(new Date(items[0].parsed.x)) : undefined),
            label: (item) => `${item.dataset.label}: ${item.formattedValue} ${data.unit}`,
          },
        },
      },
      scales: {
        x: data.isTime
          ? {
              type: "linear", min: data.labels[0], max: data.labels.at(-1), afterBuildTicks: marks, grid: { display: false },
              ticks: { color: text, maxRotation: 0, autoSkip: false, callback(value) { return markText(value, this); } },
            }
          : { ticks: { color: text, maxTicksLimit: 8, maxRotation: 0, autoSkip: true, autoSkipPadding: 12 }, grid: { display: false } },
        y: { beginAtZero: true, ticks: { color: text, maxTicksLimit: 5 }, grid: { color: grid }, title: { display: Boolean(data.unit), text: data.unit, color: text } },
      },
    },
  };
}

function draw(root) {
  if (!window.Chart) return;
  window.Chart.defaults.font.size = 0.75 * rem();
  window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  for (const figure of root.querySelectorAll("[data-chart]")) {
    const canvas = figure.querySelector("canvas");
    if (!canvas) continue;
    const wanted = configuration(JSON.parse(figure.dataset.chart));
    const known = charts.get(figure.dataset.chartId);
    if (known && known.canvas === canvas) {
      known.data = wanted.data;
      known.options = wanted.options;
      known.update("none");
    } else {
      known?.destroy();
      charts.set(figure.dataset.chartId, new window.Chart(canvas, wanted));
    }
  }
}

// The canvas moves into the new fragment, so that nothing flickers.
document.addEventListener("stationmaster:replacing", (event) => {
  for (const figure of event.detail.fresh.querySelectorAll("[data-chart]")) {
    const known = charts.get(figure.dataset.chartId);
    const canvas = figure.querySelector("canvas");
    if (known?.canvas && canvas && event.detail.old.contains(known.canvas)) canvas.parentElement.replaceWith(known.canvas.parentElement);
  }
});
document.addEventListener("stationmaster:fragment", (event) => draw(event.target));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw(document));
draw(document);
