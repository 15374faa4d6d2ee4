// The view of what was spent: a chart by day, a table below it, and files for accounting.
import { element, fill } from "./dom.js";
import { get, ROOT } from "./api.js";
import { empty, field, load, problem, refuse } from "./forms.js";
import { exact, spent, spentAlike, sum } from "./money.js";
import { count, counted, dayOf, daysBetween, plusDays } from "./format.js";
import { DIMENSIONS, daysOf, groupsOf, seriesOf, shareOfAll } from "./spend.js";
import { MOST_SERIES, spendChart } from "./chart.js";
import { keyName, keys } from "./session.js";

const RANGES = [["7", "7 days"], ["30", "30 days"], ["90", "90 days"], ["366", "a year"], ["other", "other days"]];
const MAX_DAYS = 366;

export function show(place) {
  const result = element("div", { class: "usage" });
  const controls = element("form", { class: "filters", "aria-label": "What is shown", onsubmit: (event) => event.preventDefault(), onchange: () => draw() });
  const today = dayOf(Date.now());
  const range = field("Time", { name: "range", value: "30", options: RANGES });
  const from = field("From, UTC", { name: "from", type: "date", value: plusDays(today, -29), max: today });
  const to = field("To, UTC", { name: "to", type: "date", value: today, max: today });
  fill(controls, field("By", { name: "by", value: "tier", options: [...Object.entries(DIMENSIONS).map(([id, { name }]) => [id, name.toLowerCase()]), ["day", "day only"]] }), range, from, to);
  fill(place, element("h1", { tabindex: -1 }, "Usage"), element("p", { class: "soft" }, "What was charged, by UTC days."), controls, result);
  let takeAway = () => {};

  function draw() {
    const values = new FormData(controls);
    const isOther = values.get("range") === "other";
    from.hidden = to.hidden = !isOther;
    const span = isOther ? { from: values.get("from"), to: values.get("to") } : { from: plusDays(today, 1 - Number(values.get("range"))), to: today };
    const days = daysBetween(span.from, span.to);
    if (days === null || days > MAX_DAYS) {
      takeAway();
      refuse(result, days === null ? "The first day is after the last, or is no day." : `Choose at most ${MAX_DAYS} days.`);
      return;
    }
    const by = values.get("by");
    const query = `from=${span.from}&to=${span.to}`;
    load(result, () => Promise.all([get(`v1/usage?${query}&group_by=${by === "day" ? "day" : `day,${by}`}`), keys.value === null ? keys.refresh() : null]),
      ([usage]) => shown(usage, by, span, query));
  }

  function shown(usage, by, span, query) {
    takeAway();
    takeAway = () => {};
    if (usage.total.requests === 0) {
      return empty("Nothing was sent in these days", "Choose other days, or send a request.", element("a", { class: "button primary", href: "#overview" }, "To the overview"));
    }
    const groups = groupsOf(usage.data, by === "day" ? "tier" : by).map((group) => ({ ...group, label: by === "key" && group.value ? keyName(group.value) : group.label }));
    const only = by === "day" ? [{ label: "all", value: "all", byDay: merged(groups) }] : groups;
    const plot = element("div", { class: "chart" });
    spendChart(plot, seriesOf(only, span.from, span.to, MOST_SERIES)).then((end) => { takeAway = end; }, (failure) => fill(plot, problem(failure, draw)));
    return [
      element("div", { class: "section-head" },
        element("p", { class: "total" }, element("strong", { class: "figure" }, spent(sum(groups.map(({ cost }) => cost)))), ` for ${counted(usage.total.requests, "request")}`),
        element("p", { class: "actions" }, download("CSV", "csv", query, by), download("JSON Lines", "jsonl", query, by))),
      plot,
      by === "day" ? table("Day", daysOf(usage.data)) : table(DIMENSIONS[by].name, groups),
    ];
  }

  draw();
  return () => takeAway();
}

/** Without another dimension, the API's rows have none, and all of them are one group. */
function merged(groups) {
  return groups[0]?.byDay ?? new Map();
}

function download(label, format, query, by) {
  const address = new URL(`v1/usage/export?format=${format}&${query}&group_by=${by === "day" ? "day" : `day,${by}`}`, ROOT);
  return element("a", { class: "button small", href: address, download: `usage.${format}` }, label);
}

function table(name, rows) {
  const written = spentAlike(rows.map((row) => row.cost));
  return element("div", { class: "scroll", role: "region", "aria-label": `Spend by ${name.toLowerCase()}`, tabindex: 0 },
    element("table", {},
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, name),
        [["Requests"], ["Tokens in", "extra"], ["Repeated", "extra"], ["Out", "extra"], ["Cost"], ["Share"]].map(([head, kind = ""]) => element("th", { scope: "col", class: `number ${kind}` }, head)))),
      element("tbody", {}, rows.map((row) => element("tr", {},
        element("th", { scope: "row", class: "given" }, row.label),
        element("td", { class: "number" }, count(row.requests)),
        element("td", { class: "number extra" }, count(row.input)),
        element("td", { class: "number extra" }, count(row.repeated)),
        element("td", { class: "number extra" }, count(row.output)),
        element("td", { class: "number", title: exact(row.cost) }, written(row.cost)),
        element("td", { class: "number" }, `${Math.round(shareOfAll(row, rows) * 100)} %`))))));
}
