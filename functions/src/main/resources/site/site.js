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
    document.getElementById("tier-rows").replaceChildren(...tiers.map(row));
    const days = tiers.map((tier) => tier.list_as_of ?? "an unknown day").sort();
    document.getElementById("list-as-of").textContent = [...new Set(days)].join(", ");
  } catch {
    // The page keeps its built-in prices.
  }
}

function row(tier) {
  const free = Number(tier.input_usd_per_million) === 0 && Number(tier.output_usd_per_million) === 0;
  const head = document.createElement("th");
  head.scope = "row";
  const model = document.createElement("code");
  model.textContent = tier.id;
  const name = document.createElement("span");
  name.textContent = tier.class;
  head.append(model, " ", name);
  const cells = [
    free ? "free" : `$${tier.input_usd_per_million} / $${tier.output_usd_per_million}`,
    `$${tier.list_input_usd_per_million} / $${tier.list_output_usd_per_million}`,
    `${tier.discount_percent} %`,
    tier.context_tokens.toLocaleString("en-US"),
    tier.max_output_tokens.toLocaleString("en-US"),
    tier.capabilities.map((capability) => capability.replace("json_schema", "JSON schema").replace("_", " ")).join(", "),
  ].map((text) => {
    const cell = document.createElement("td");
    cell.textContent = text;
    return cell;
  });
  const references = document.createElement("small");
  references.textContent = tier.list_reference_models.join(", ");
  cells[1].append(" ", references);
  const line = document.createElement("tr");
  line.append(head, ...cells);
  return line;
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
