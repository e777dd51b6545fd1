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

const minute = 60_000;
const day = 1440 * minute;
/** Distances between marks on an axis of time. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * minute)
  .concat([1, 2, 7, 14, 30, 90, 365].map((days) => days * day));

/** A moment in words: with its date where the chart is longer than a day, and without its clock where marks are days apart. */
function momentOf(value, isLong, step = 0) {
  const date = isLong ? { month: "short", day: "numeric" } : {};
  const clock = step < day ? { hour: "2-digit", minute: "2-digit" } : {};
  return new Intl.DateTimeFormat(document.documentElement.lang, { ...date, ...clock }).format(new Date(value));
}

/** Marks at round times of the viewer's clock, at most eight. */
function marks(min, max) {
  const step = steps.find((each) => (max - min) / each <= 7) ?? (max - min) / 7;
  // Days begin at midnight here, also after a change of the clock.
  const offset = (time) => new Date(time).getTimezoneOffset() * minute;
  const ticks = [];
  for (let local = Math.ceil((min - offset(min)) / step) * step; ticks.length < 9; local += step) {
    const value = local + offset(local + offset(min));
    if (value > max) break;
    if (value >= min) ticks.push({ value });
  }
  return { ticks, step };
}

const ends = (labels) => [Math.min(...labels), Math.max(...labels)];

/** An axis along which distances are those of the times. */
function timeAxis(labels, text) {
  const [min, max] = ends(labels);
  const { ticks, step } = marks(min, max);
  const isLong = max - min > day;
  return {
    type: "linear", min, max, grid: { display: false }, afterBuildTicks: (axis) => { axis.ticks = ticks.map((tick) => ({ ...tick })); },
    ticks: { color: text, maxRotation: 0, autoSkip: true, callback: (value) => momentOf(value, isLong, step) },
  };
}

function configuration(data) {
  const text = colour("--quiet");
  const grid = withOpacity(colour("--quiet"), 0.2);
  const kind = data.kind === "bar" ? "bar" : "line";
  const [first, last] = data.isTime ? ends(data.labels) : [0, 0];
  const isTime = kind === "line" && last > first;
  const isLong = last - first > day;
  // In the order of their time: values that were kept offline come late.
  const order = data.labels.map((_, index) => index).sort((one, other) => data.labels[one] - data.labels[other]);
  return {
    type: kind,
    data: {
      labels: data.isTime && !isTime ? data.labels.map((label) => momentOf(label, true)) : data.labels,
      datasets: data.series.map((series, index) => {
        const line = colour(names[index % names.length]);
        return {
          label: series.name, data: isTime ? order.map((at) => ({ x: data.labels[at], y: series.values[at] })) : series.values, borderColor: line, borderWidth: kind === "bar" ? 0 : 2,
          backgroundColor: kind === "bar" ? line : withOpacity(line, 0.18), fill: data.kind === "area",
          stepped: data.kind === "steps", pointRadius: 0, pointHitRadius: 8, tension: 0,
        };
      }),
    },
    options: {
      animation: false, responsive: true, maintainAspectRatio: false, interaction: { mode: "index", intersect: false },
      plugins: {
        legend: { display: data.series.length > 1, labels: { color: text } },
        tooltip: {
          callbacks: {
            ...(isTime ? { title: (items) => (items.length ? momentOf(items[0].parsed.x, isLong) : "") } : {}),
            label: (item) => `${item.dataset.label}: ${item.formattedValue} ${data.unit}`,
          },
        },
      },
      scales: {
        x: isTime ? timeAxis(data.labels, text) : { ticks: { color: text, maxTicksLimit: 8, maxRotation: 0, autoSkip: true }, grid: { display: false } },
        y: { beginAtZero: true, ticks: { color: text, maxTicksLimit: 5 }, grid: { color: grid } },
      },
    },
  };
}

function draw(root) {
  if (!window.Chart) return;
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
