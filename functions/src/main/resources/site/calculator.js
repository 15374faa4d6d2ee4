// The page with the calculator: reads the form, shows the costs, and keeps the form in the address.
"use strict";

import { costs, ownMachine, tierPrices } from "./cost.js";
import { offerDays, showPast } from "./past.js";
import { csvField, estimateTokens, readUsage, readUsageCsv } from "./usage.js";

const PRESETS = {
  chat: { input: 1500, output: 400, reasoning: 0, cachedPercent: 0, turns: 6, growth: 600, tasksPerDay: 500, retryPercent: 0 },
  rag: { input: 6000, output: 350, reasoning: 0, cachedPercent: 20, turns: 1, growth: 0, tasksPerDay: 2000, retryPercent: 2 },
  extraction: { input: 2500, output: 250, reasoning: 0, cachedPercent: 50, turns: 1, growth: 0, tasksPerDay: 10000, retryPercent: 3 },
  agent: { input: 12000, output: 350, reasoning: 250, cachedPercent: 60, turns: 20, growth: 2500, tasksPerDay: 100, retryPercent: 10 },
};
const MAX_ROWS = 40;
const STALE_AFTER_DAYS = 45;
const LABEL_HEIGHT = 16;
const NARROW = matchMedia("(max-width: 34rem)");

const form = document.getElementById("task");
const rowsPlace = document.getElementById("rows");
const verdict = document.getElementById("verdict");
const readNote = document.getElementById("read");

const state = { models: [], vendors: {}, tiers: [], tier: "tier-2", sort: "task", asOf: "" };

function task() {
  const number = (name) => Math.max(0, Number(form.elements[name].value) || 0);
  return {
    input: number("input"), output: number("output"), reasoning: number("reasoning"), cachedPercent: number("cachedPercent"),
    turns: Math.min(200, Math.max(1, Math.round(number("turns")))), growth: number("growth"), tasksPerDay: number("tasksPerDay"),
    retryPercent: number("retryPercent"),
  };
}

function fill(values) {
  for (const [name, value] of Object.entries(values)) if (form.elements[name]) form.elements[name].value = value;
}

const money = (usd) => {
  if (usd === 0) return "free";
  const digits = usd >= 100 ? 0 : usd >= 1 ? 2 : Math.min(8, 2 - Math.floor(Math.log10(usd)));
  return `$${usd.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
};

function machine() {
  const [hour, input, output] = ["usdPerHour", "inputPerSecond", "outputPerSecond"].map((name) => Number(form.elements[name].value));
  if (!(hour > 0 && input > 0 && output > 0)) return [];
  return [{ model: "your own machine", vendor: "own", ...ownMachine(hour, input, output) }];
}

function allRows(of) {
  return [...state.tiers, ...machine(), ...state.models]
    .map((model) => ({ model, cost: costs(model, of) }))
    .filter((row) => row.cost !== null)
    .sort((a, b) => a.cost[state.sort] - b.cost[state.sort]);
}

function show() {
  const of = task();
  for (const output of form.querySelectorAll("output")) output.textContent = `${form.elements[output.htmlFor[0]].value} %`;
  const rows = allRows(of);
  const chosen = rows.find((row) => row.model.model === state.tier);
  showVerdict(rows, chosen);
  const wanted = document.getElementById("filter").value.trim().toLowerCase();
  const withOpen = document.getElementById("open").checked;
  const visible = rows.filter(({ model }) =>
    model.vendor === "tierup" || model.vendor === "own"
      || ((withOpen || model.vendor !== "openrouter") && `${model.model} ${vendorName(model)}`.toLowerCase().includes(wanted)));
  rowsPlace.replaceChildren(...shortened(visible).map((row) => line(row, chosen)));
  for (const head of document.querySelectorAll("[data-sort]")) {
    head.setAttribute("aria-sort", head.dataset.sort === state.sort ? "ascending" : "none");
  }
  for (const button of document.querySelectorAll("[data-tier]")) {
    button.setAttribute("aria-pressed", button.dataset.tier === state.tier);
  }
  document.querySelector(".chosen-tier").textContent = state.tier;
  chart(of);
  if (state.history) showPast(state, of, money);
  keepInAddress();
}

/** The first rows, and the tiers wherever they are. */
function shortened(rows) {
  return rows.filter(({ model }, index) => index < MAX_ROWS || model.vendor === "tierup" || model.vendor === "own");
}

function vendorName(model) {
  return model.vendor === "tierup" || model.vendor === "own" ? "" : (state.vendors[model.vendor]?.name ?? model.vendor);
}

function line({ model, cost }, chosen) {
  const row = document.createElement("tr");
  if (model.vendor === "tierup") row.className = "tier";
  const head = document.createElement("th");
  head.scope = "row";
  head.append(model.model);
  const vendor = document.createElement("small");
  vendor.textContent = vendorName(model);
  head.append(vendor);
  row.append(head);
  for (const what of ["task", "success", "day", "month"]) {
    const cell = document.createElement("td");
    cell.textContent = money(cost[what]);
    row.append(cell);
  }
  const beside = document.createElement("td");
  beside.textContent = besideText(cost, chosen?.cost, model.model === state.tier);
  row.append(beside);
  return row;
}

function besideText(cost, chosen, isChosen) {
  if (!chosen || isChosen) return "";
  if (chosen.success === 0) return cost.success === 0 ? "the same" : "dearer";
  const ratio = cost.success / chosen.success;
  return ratio >= 10 ? `${ratio.toFixed(0)} ×` : ratio >= 1 ? `${ratio.toFixed(1)} ×` : `${(ratio * 100).toFixed(0)} %`;
}

function showVerdict(rows, chosen) {
  if (!chosen) {
    verdict.textContent = state.tiers.length
      ? `This task does not fit into the context of ${state.tier}.`
      : "The prices of the tiers could not be read. The models are compared without them.";
    return;
  }
  const models = rows.filter(({ model }) => model.vendor !== "tierup" && model.vendor !== "own");
  const cheaper = models.filter((row) => row.cost.success < chosen.cost.success);
  const price = `With ${state.tier} this task costs ${money(chosen.cost.task)}`;
  if (models.length === 0) {
    verdict.textContent = `${price}. No listed model takes it.`;
  } else if (cheaper.length === 0) {
    verdict.textContent = `${price}, less than with any of the ${models.length} models that take it.`;
  } else {
    const least = cheaper[0];
    verdict.textContent = `${price}. That is not the cheapest: ${cheaper.length} of ${models.length} listed models cost less, for example `
      + `${least.model.model} at ${money(least.cost.task)}. A tier is compared with models of its class: ${references(rows, chosen)}.`;
  }
}

function references(rows, chosen) {
  const names = state.tiers.find((tier) => tier.model === state.tier)?.references ?? [];
  const texts = names.map((name) => {
    const slug = name.toLowerCase().replaceAll(/[ .]/g, "-");
    const row = rows.find(({ model }) => model.model.replaceAll(".", "-").endsWith(slug));
    if (!row) return null;
    const percent = Math.round((1 - chosen.cost.success / row.cost.success) * 100);
    const comparison = percent === 0 ? "the same" : percent > 0 ? `the tier is ${percent} % cheaper` : `the tier is ${-percent} % dearer`;
    return `${name} costs ${money(row.cost.task)} (${comparison})`;
  });
  return texts.filter(Boolean).join("; ") || "none of them is listed here";
}

/** Cost against the share of repeated input, or against the turns of a loop, for the chosen tier and its reference models. */
function chart(of) {
  const isLoop = of.turns > 1;
  const steps = isLoop ? of.turns : 20;
  const at = (step) => (isLoop ? { ...of, turns: step } : { ...of, cachedPercent: (step * 100) / steps });
  const first = isLoop ? 1 : 0;
  const tier = state.tiers.find((one) => one.model === state.tier);
  const names = (tier?.references ?? []).map((name) => name.toLowerCase().replaceAll(/[ .]/g, "-"));
  const models = state.models.filter((model) => names.some((name) => model.model.replaceAll(".", "-").endsWith(name))).slice(0, 3);
  const series = [tier, ...models].filter(Boolean).map((model) => {
    const points = [];
    for (let step = first; step <= steps; step++) {
      const cost = costs(model, at(step));
      if (cost) points.push([step, cost.task]);
    }
    return { name: model.model, points };
  });
  const top = Math.max(...series.flatMap((one) => one.points.map((point) => point[1])), 1e-9);
  const [width, height, room] = NARROW.matches ? [400, 260, 148] : [640, 220, 156];
  const [left, right, bottom] = [20, width - room, height - 34];
  const x = (step) => left + ((step - first) / Math.max(1, steps - first)) * (right - left);
  const y = (cost) => bottom - (cost / top) * (bottom - 24);
  const svg = document.getElementById("chart");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren();
  const add = (name, attributes, text) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    svg.append(node);
    return node;
  };
  add("path", { d: `M${left} 24V${bottom}H${right}`, class: "axis" });
  add("text", { x: left, y: 14, class: "label" }, money(top));
  add("text", { x: left - 6, y: bottom + 4, class: "label end" }, "0");
  add("text", { x: left, y: bottom + 22, class: "label" }, isLoop ? "1 turn" : "0 % repeated");
  add("text", { x: right, y: bottom + 22, class: "label end" }, isLoop ? `${steps} turns` : "100 %");
  const taken = [];
  series.forEach((one, index) => {
    if (one.points.length === 0) return;
    add("path", { d: `M${one.points.map(([step, cost]) => `${x(step).toFixed(1)} ${y(cost).toFixed(1)}`).join("L")}`, class: `line line-${index}` });
    const [, last] = one.points.at(-1);
    let place = y(last) + 4;
    while (taken.some((other) => Math.abs(other - place) < LABEL_HEIGHT)) place += LABEL_HEIGHT;
    taken.push(place);
    add("text", { x: right + 8, y: place.toFixed(1), class: `label line-label-${index}` }, one.name);
  });
  document.getElementById("chart-title").textContent = isLoop
    ? "Cost of a task against its turns. Each turn sends all of the one before again."
    : "Cost of a task against the share of its input that is repeated.";
}

function keepInAddress() {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(task())) parameters.set(name, value);
  for (const name of ["usdPerHour", "inputPerSecond", "outputPerSecond"]) {
    if (form.elements[name].value) parameters.set(name, form.elements[name].value);
  }
  parameters.set("tier", state.tier);
  const since = document.getElementById("since").value;
  if (since) parameters.set("since", since);
  history.replaceState(null, "", `?${parameters}`);
}

function fromAddress() {
  const parameters = new URLSearchParams(location.search);
  fill(PRESETS.agent);
  for (const [name, value] of parameters) {
    if (form.elements[name] && value !== "" && Number.isFinite(Number(value))) form.elements[name].value = value;
  }
  if (/^tier-[1-4]$/.test(parameters.get("tier") ?? "")) state.tier = parameters.get("tier");
}

function take(usage) {
  const each = (total) => Math.round(total / usage.requests);
  fill({
    input: each(usage.input), output: each(usage.output), reasoning: each(usage.reasoning), turns: 1, growth: 0,
    cachedPercent: usage.input ? Math.round((usage.cached / usage.input) * 100) : 0,
  });
  readNote.textContent = usage.requests === 1 ? "Taken from the usage." : `The average of ${usage.requests.toLocaleString("en-US")} requests.`;
  show();
}

/** One end of what the tokenisers of vendors make of a text. */
const spread = (tokens, factor) => Math.round(tokens * factor).toLocaleString("en-US");

function orExplain(read) {
  try {
    take(read());
  } catch (problem) {
    readNote.textContent = problem.message;
  }
}

function saveCsv() {
  const head = ["model", "vendor", "usd_per_task", "usd_per_success", "usd_per_day", "usd_per_month"];
  const lines = allRows(task()).map(({ model, cost }) =>
    [model.model, vendorName(model), cost.task, cost.success, cost.day, cost.month].map(csvField).join(","));
  const file = new Blob([[head.join(","), ...lines].join("\r\n") + "\r\n"], { type: "text/csv" });
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(file);
  anchor.download = "tierup-costs.csv";
  anchor.click();
  URL.revokeObjectURL(anchor.href);
}

function link(text, address) {
  const node = document.createElement("a");
  node.href = address;
  node.rel = "noopener noreferrer";
  node.textContent = text;
  return node;
}

async function load() {
  const prices = await (await fetch(new URL("./prices.json", import.meta.url))).json();
  state.models = prices.models;
  state.vendors = prices.vendors;
  state.asOf = prices.as_of;
  state.history = prices.history;
  offerDays(prices.history, new URLSearchParams(location.search).get("since"));
  try {
    const tiers = await (await fetch("v1/tiers")).json();
    state.tiers = tiers.data.map((tier) => ({ ...tierPrices(tier), references: tier.list_reference_models ?? [] }));
  } catch {
    state.tiers = [];
  }
  const age = Math.floor((Date.now() - Date.parse(prices.as_of)) / 86_400_000);
  document.getElementById("dates").replaceChildren(
    `List prices of ${prices.as_of}, of ${prices.models.length} models, `
    + `${prices.models.filter((model) => model.checked).length} of them the same in a second source. Prices of open models are those of one host.`
    + (age > STALE_AFTER_DAYS ? ` These prices are ${age} days old; look them up again before you rely on them.` : "")
    + " The vendors' own pages: ",
    ...Object.values(prices.vendors).flatMap(({ name, source }, index) => [index === 0 ? "" : ", ", link(name, source)]), ".");
  show();
}

fromAddress();
form.addEventListener("input", (event) => {
  const { name, value } = event.target;
  if (name === "prompt") {
    const tokens = estimateTokens(value);
    fill({ input: tokens });
    readNote.textContent = value ? `About ${tokens.toLocaleString("en-US")} tokens; tokenisers differ, from ${spread(tokens, 0.8)} to ${spread(tokens, 1.35)}. POST /v1/tokens/count counts exactly.` : "";
  } else if (name === "usage") {
    if (value.trim()) orExplain(() => readUsage(value));
    return;
  } else if (name === "csv") return;
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
form.elements.csv.addEventListener("change", async () => {
  const [file] = form.elements.csv.files;
  if (!file) return;
  const text = await file.text();
  orExplain(() => readUsageCsv(text));
});
for (const button of document.querySelectorAll("[data-preset]")) {
  button.addEventListener("click", () => { fill(PRESETS[button.dataset.preset]); show(); });
}
for (const button of document.querySelectorAll("[data-tier]")) {
  button.addEventListener("click", () => { state.tier = button.dataset.tier; show(); });
}
for (const head of document.querySelectorAll("[data-sort]")) {
  head.querySelector("button").addEventListener("click", () => { state.sort = head.dataset.sort; show(); });
}
NARROW.addEventListener("change", show);
document.getElementById("since").addEventListener("change", show);
document.getElementById("filter").addEventListener("input", show);
document.getElementById("open").addEventListener("change", show);
document.getElementById("csv").addEventListener("click", saveCsv);
document.getElementById("link").addEventListener("click", async (event) => {
  try {
    await navigator.clipboard.writeText(location.href);
    event.target.textContent = "Copied";
  } catch {
    event.target.textContent = "Copy it from the address bar";
  }
});
load()
  .catch(() => {
    verdict.textContent = "The prices could not be loaded. Check your connection and reload the page; what you entered stays in its address.";
  })
  .finally(() => document.querySelector(".result").removeAttribute("aria-busy"));
