// Stacked bars by day, drawn by uPlot, which is loaded when the first chart is.
import { element, fill } from "./dom.js";
import { exact, spent, sum } from "./money.js";
import { utcDay } from "./format.js";
import { stacked } from "./spend.js";

const CODE = new URL("./uplot.js", import.meta.url);
const STYLE = new URL("./uplot.css", import.meta.url);
const HEIGHT = 250;
const DAY_SECONDS = 86_400;

/** How many colours there are. */
export const MOST_SERIES = 6;

let library = null;

/** The library with its styles. Without them its parts would stand below each other until they come. */
function uPlot() {
  library ??= Promise.all([loaded("link", { rel: "stylesheet", href: STYLE }), loaded("script", { src: CODE })]).then(() => window.uPlot, (failure) => {
    library = null;
    throw failure;
  });
  return library;
}

function loaded(name, attributes) {
  return new Promise((resolve, reject) => {
    document.head.append(element(name, { ...attributes, onload: resolve, onerror: () => reject(new Error("uPlot could not be loaded")) }));
  });
}

/**
 * Draws what was spent each day. Those who cannot see it have the table with the same sums.
 *
 * @returns what takes the chart away
 */
export async function spendChart(place, { days, series }) {
  const Plot = await uPlot();
  const tip = element("div", { class: "tip", hidden: true });
  const canvas = element("div", { class: "plot", role: "img", "aria-label": `Spend by day, from ${days[0]} to ${days.at(-1)}. The table below has the numbers.` });
  fill(place, canvas, tip, legend(series));
  const colours = () => series.map((_, index) => cssColour(`--chart-${index + 1}`));
  let plot = null;
  const draw = () => {
    plot?.destroy();
    plot = new Plot(options(Plot, canvas.clientWidth, days, series, colours(), (index) => showTip(tip, canvas, plot, days, series, index)), dataOf(days, series), canvas);
  };
  draw();
  const resized = new ResizeObserver(() => plot.width !== canvas.clientWidth && canvas.clientWidth > 0 && plot.setSize({ width: canvas.clientWidth, height: HEIGHT }));
  resized.observe(canvas);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", draw);
  return () => {
    resized.disconnect();
    scheme.removeEventListener("change", draw);
    plot.destroy();
  };
}

/** uPlot draws the series in order, so that the highest of the stacked bars comes first, and the others stand before it. */
function dataOf(days, series) {
  return [days.map((day) => Date.parse(day) / 1_000), ...stacked(series).reverse()];
}

function options(Plot, width, days, series, colours, hovered) {
  const soft = cssColour("--soft");
  const line = cssColour("--line");
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const bars = Plot.paths.bars({ size: [0.72, 44], radius: 0.12 });
  return {
    width, height: HEIGHT, legend: { show: false }, padding: [12, 4, 0, 0],
    tzDate: (seconds) => Plot.tzDate(new Date(seconds * 1_000), "Etc/UTC"),
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    hooks: { setCursor: [(plot) => hovered(plot.cursor.idx)] },
    scales: {
      x: { time: true, range: (_, min, max) => [min - DAY_SECONDS / 2, max + DAY_SECONDS / 2] },
      y: { range: (_, min, max) => [0, max > 0 ? max * 1.1 : 1] },
    },
    axes: [
      { stroke: soft, font, grid: { show: false }, ticks: { show: false }, space: 70, size: 30, values: (_, splits) => splits.map((split) => utcDay(new Date(split * 1_000).toISOString().slice(0, 10))) },
      { stroke: soft, font, grid: { stroke: line, width: 1 }, ticks: { show: false }, size: 64, values: (_, splits) => dollars(splits) },
    ],
    series: [{}, ...series.map((_, index) => ({ fill: colours[series.length - 1 - index], stroke: colours[series.length - 1 - index], width: 0, paths: bars, points: { show: false } }))],
  };
}

/** The labels of an axis, all with as many decimals as the one that needs the most: none, cents, or more. */
function dollars(amounts) {
  const decimals = Math.max(...amounts.map((amount) => (String(Number(amount.toFixed(9))).split(".")[1] ?? "").length));
  return amounts.map((amount) => `$${amount.toFixed(decimals === 0 ? 0 : Math.max(2, decimals))}`);
}

const cssColour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function legend(series) {
  return series.length > 1 && element("ul", { class: "legend" }, series.map(({ label }, index) => element("li", { class: `series-${index + 1}` }, label)));
}

function showTip(tip, canvas, plot, days, series, index) {
  tip.hidden = index === null || index === undefined || !plot;
  if (tip.hidden) return;
  const total = sum(series.map(({ amounts }) => amounts[index]));
  const lines = series.map(({ label, amounts }, one) => ({ label, amount: amounts[index], one })).filter(({ amount }) => amount > 0n);
  fill(tip,
    element("p", {}, element("strong", {}, utcDay(days[index])), element("span", { title: exact(total) }, spent(total))),
    series.length > 1 && lines.map(({ label, amount, one }) => element("p", {}, element("span", { class: `series-${one + 1}` }, label), element("span", {}, spent(amount)))));
  const at = plot.valToPos(Date.parse(days[index]) / 1_000, "x") + plot.over.offsetLeft;
  const left = Math.min(Math.max(0, at - tip.offsetWidth / 2), canvas.clientWidth - tip.offsetWidth);
  tip.style.left = `${left}px`;
}
