// The part of the calculator that shows what the same task cost on earlier days.
"use strict";

import { thenAndNow } from "./cost.js";

const WIDTH = 144;
const HEIGHT = 28;
const SVG = "http://www.w3.org/2000/svg";

const place = document.getElementById("past-rows");
const since = document.getElementById("since");

/** Fills the choice of days, and chooses one; the first if it is not among them. */
export function offerDays(history, chosen) {
  const days = Object.keys(history.versions);
  since.replaceChildren(...days.map((day) => new Option(day, day)));
  since.value = days.includes(chosen) ? chosen : days[0];
}

/** Shows the table. */
export function showPast({ history, models, tiers, asOf }, task, money) {
  const rows = thenAndNow(history, models, tiers, task, since.value).filter(({ then, today }) => then.cost !== 0 || today.cost !== 0);
  const first = Object.keys(history.versions)[0];
  place.replaceChildren(...rows.map((row) => line(row, { first, asOf }, money)));
}

function line({ name, isTier, then, today, points }, { first, asOf }, money) {
  const row = document.createElement("tr");
  if (isTier) row.className = "tier";
  const head = document.createElement("th");
  head.scope = "row";
  head.append(name);
  row.append(
    head,
    curve(isTier ? points : [...points, { as_of: asOf, cost: today.cost }], today.cost, first),
    priced(then, isTier ? "" : then.model, then.as_of, money),
    priced(today, isTier ? "" : today.model, isTier ? "today" : asOf, money),
    change(then.cost, today.cost));
  return row;
}

const perMillion = (usd) => `$${usd.toLocaleString("en-US", { minimumFractionDigits: Number.isInteger(usd) ? 0 : 2, maximumFractionDigits: 4 })}`;

/** A cost with the prices and the model that it comes from. */
function priced({ cost, input, output }, from, day, money) {
  const cell = document.createElement("td");
  const lines = [from, day, `${perMillion(input)} / ${perMillion(output)}`].filter(Boolean).map((text) => {
    const small = document.createElement("small");
    small.textContent = text;
    return small;
  });
  cell.append(cost === null ? "did not fit" : money(cost), ...lines);
  return cell;
}

function change(before, now) {
  const cell = document.createElement("td");
  if (before === null || now === null) return cell;
  const percent = before === 0 ? 0 : Math.round((now / before - 1) * 100);
  cell.textContent = percent === 0 ? "the same" : `${percent > 0 ? "+" : "−"}${Math.abs(percent)} %`;
  return cell;
}

/** The costs as steps from one day to the next. The numbers of the table say the same. */
function curve(points, today, first) {
  const cell = document.createElement("td");
  const [begin, end] = [Date.parse(first), Date.now()];
  const known = [...points.map(({ as_of, cost }) => [Date.parse(as_of), cost]), [end, today]].filter(([, cost]) => cost !== null);
  if (known.length < 2) return cell;
  const top = Math.max(...known.map(([, cost]) => cost), 1e-12);
  const x = (time) => (1 + ((time - begin) / (end - begin)) * (WIDTH - 2)).toFixed(1);
  const y = (cost) => (HEIGHT - 2 - (cost / top) * (HEIGHT - 4)).toFixed(1);
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [name, value] of [["viewBox", `0 0 ${WIDTH} ${HEIGHT}`], ["width", WIDTH], ["height", HEIGHT], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
  path.setAttribute("d", `M${x(known[0][0])} ${y(known[0][1])}${known.slice(1).map(([time, cost]) => `H${x(time)}V${y(cost)}`).join("")}`);
  svg.append(path);
  cell.append(svg);
  return cell;
}
