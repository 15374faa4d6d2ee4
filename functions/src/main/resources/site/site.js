// Fills in the address and the prices of the running service, and adds tabs and copy buttons to the examples.
// Without this script the page is complete, with the prices of the mapping that is shipped.
"use strict";

document.documentElement.classList.add("js");

const onServer = location.protocol.startsWith("http");
const root = location.href.replace(/[?#].*$/, "").replace(/[^/]*$/, "");

if (onServer) {
  for (const place of document.querySelectorAll(".base-url")) place.textContent = root + "v1";
  fillPrices();
}

async function fillPrices() {
  try {
    const response = await fetch("v1/tiers");
    if (!response.ok) return;
    const tiers = (await response.json()).data;
    document.getElementById("tier-cards").replaceChildren(...tiers.map(card));
    const days = tiers.map((tier) => tier.list_as_of ?? "an unknown day").sort();
    document.getElementById("list-as-of").textContent = [...new Set(days)].join(", ");
  } catch {
    // The page keeps its built-in prices.
  }
}

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

function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
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

const status = document.querySelector(".status");

for (const button of document.querySelectorAll(".copy")) {
  button.addEventListener("click", async () => {
    const text = button.parentElement.querySelector("code").textContent;
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = "Copied. Put your key in place of tu-….";
    } catch {
      const range = document.createRange();
      range.selectNodeContents(button.parentElement.querySelector("code"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      status.textContent = "Your browser does not let pages copy: the text is selected, press Ctrl-C or ⌘-C.";
    }
  });
}
