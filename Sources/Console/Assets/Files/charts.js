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

function labelOf(data, value) {
  if (!data.isTime) return value;
  return new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(new Date(value));
}

function configuration(data) {
  const text = colour("--quiet");
  const grid = withOpacity(colour("--quiet"), 0.2);
  const kind = data.kind === "bar" ? "bar" : "line";
  return {
    type: kind,
    data: {
      labels: data.labels.map((label) => labelOf(data, label)),
      datasets: data.series.map((series, index) => {
        const line = colour(names[index % names.length]);
        return {
          label: series.name, data: series.values, borderColor: line, borderWidth: kind === "bar" ? 0 : 2,
          backgroundColor: kind === "bar" ? line : withOpacity(line, 0.18), fill: data.kind === "area",
          stepped: data.kind === "steps", pointRadius: 0, pointHitRadius: 8, tension: 0,
        };
      }),
    },
    options: {
      animation: false, responsive: true, maintainAspectRatio: false, interaction: { mode: "index", intersect: false },
      plugins: {
        legend: { display: data.series.length > 1, labels: { color: text } },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${item.formattedValue} ${data.unit}` } },
      },
      scales: {
        x: { ticks: { color: text, maxTicksLimit: 8, maxRotation: 0, autoSkip: true }, grid: { display: false } },
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
