// Fills in the prices of the running service, what tasks cost beside other models, the reader's own key, and adds tabs and copy buttons to the
// examples. Without this script the page is complete, with the prices of the mapping that is shipped.
import { enableCopying, fillInKey, makeScrollable } from "./code.js";
import { costs, tierPrices } from "./cost.js";
import { byId, element, fill } from "./dom.js";

/** Tasks that the calculator has as presets, and one for which a tier is the wrong choice. */
const TASKS = [
  { name: "A chat of six turns", tier: "tier-2", input: 1500, output: 400, reasoning: 0, cachedPercent: 0, turns: 6, growth: 600 },
  { name: "A question about documents", tier: "tier-4", input: 6000, output: 350, reasoning: 0, cachedPercent: 20, turns: 1, growth: 0 },
  { name: "A coding agent, 20 turns", tier: "tier-3", input: 12000, output: 350, reasoning: 250, cachedPercent: 60, turns: 20, growth: 2500 },
  { name: "The same on the cheaper tier", tier: "tier-2", input: 12000, output: 350, reasoning: 250, cachedPercent: 60, turns: 20, growth: 2500 },
  { name: "A short text, one label", tier: "tier-2", beside: "GPT-6 Luna", input: 400, output: 10, reasoning: 0, cachedPercent: 0, turns: 1, growth: 0 },
];

document.documentElement.classList.add("js");
const tiers = fetchJson("v1/tiers").then(({ data }) => data);
tiers.then(showPrices).catch(() => {}); // Then the page keeps its built-in prices.
Promise.all([tiers, fetchJson("calculator.json")]).then(showComparison).catch(() => {});
if (fillInKey()) fill(byId("whose-key"), "The key that you have just made is filled in.");
enableCopying(byId("start"));

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

function showPrices(data) {
  fill(byId("tier-cards"), data.map(card));
  const days = data.map((tier) => tier.list_as_of ?? "an unknown day").sort();
  fill(byId("list-as-of"), [...new Set(days)].join(", "));
  fill(byId("discount"), `${data.find((tier) => tier.id === "tier-3").discount_percent} %`);
}

function showComparison([data, prices]) {
  fill(byId("prices-as-of"), prices.as_of);
  fill(byId("comparison").querySelector("tbody"), TASKS.map((task) => comparison(task, data, prices.models)));
  byId("comparison").hidden = false;
  makeScrollable(byId("comparison").parentElement);
}

/** A row: what a task costs with a tier, and with the cheapest of the public models that the tier is compared with. */
function comparison(task, data, models) {
  const tier = data.find(({ id }) => id === task.tier);
  const cost = (model) => costs(model, { tasksPerDay: 1, retryPercent: 0, ...task })?.task ?? Infinity;
  const named = (name) => models.filter(({ model }) => letters(model) === letters(name));
  const beside = (task.beside ? [task.beside] : tier.list_reference_models)
    .flatMap((name) => named(name).map((model) => ({ name, usd: cost(model) })))
    .sort((a, b) => a.usd - b.usd)[0];
  const own = cost(tierPrices(tier));
  const percent = Math.round((own / beside.usd - 1) * 100);
  const times = own / beside.usd;
  return element("tr", { class: percent > 0 ? "dearer" : "cheaper" },
    element("th", { scope: "row" }, task.name),
    element("td", {}, `${usd(own)} `, element("small", {}, task.tier)), element("td", {}, `${usd(beside.usd)} `, element("small", {}, beside.name)),
    element("td", {}, times > 3 ? `${Math.round(times)} times as much` : percent === 0 ? "the same" : `${Math.abs(percent)} % ${percent > 0 ? "more" : "less"}`));
}

const letters = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
const usd = (amount) => `$${amount.toPrecision(3)}`;

const dollars = (usd) => `$${Number(usd).toFixed(/\.\d{3}/.test(usd) ? 3 : 2)}`;

function card(tier) {
  const isFree = Number(tier.input_usd_per_million) === 0 && Number(tier.output_usd_per_million) === 0;
  const title = element("h3", {}, element("code", {}, tier.id), " ", element("span", {}, tier.class));
  const price = element("p", { class: "price" },
    isFree ? "free" : `${dollars(tier.input_usd_per_million)} / ${dollars(tier.output_usd_per_million)}`);
  const repeated = element("p", { class: "repeated" },
    isFree ? "daily limit " : `${dollars(tier.repeated_input_usd_per_million)} repeated input `);
  if (tier.discount_percent > 0) repeated.append(element("span", { class: "off" }, `${tier.discount_percent} % under list`));
  const facts = [
    ["List", `${dollars(tier.list_input_usd_per_million)} / ${dollars(tier.list_output_usd_per_million)}`],
    ["Beside", ...tier.list_reference_models.map((model) => element("span", {}, model))],
    ["Context", tier.context_tokens.toLocaleString("en-US")],
    ["Output", tier.max_output_tokens.toLocaleString("en-US")],
    ["Takes", tier.capabilities.map((one) => one.replace("json_schema", "JSON schema").replace("_", " ")).join(", ")],
  ];
  const list = element("dl", {}, ...facts.flatMap(([name, ...values]) => [element("dt", {}, name), element("dd", {}, ...values)]));
  return element("li", {}, title, price, repeated, list);
}

const tabs = [...document.querySelectorAll("[role=tab]")];

function select(chosen) {
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    tab.setAttribute("aria-selected", isChosen);
    tab.tabIndex = isChosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !isChosen;
  }
}

tabs.forEach((tab, index) => {
  tab.addEventListener("click", () => select(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(index + step + tabs.length) % tabs.length];
    select(next);
    next.focus();
  });
});
select(tabs[0]);
