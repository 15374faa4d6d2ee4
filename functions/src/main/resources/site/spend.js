// What was spent, as series of days for a chart and as rows for a table.
import { nanosOf, shareOf, sum } from "./money.js";
import { plusDays } from "./format.js";

/** The dimensions by which spend is divided: the field of the API's sums, and what stands for usage without a value. */
export const DIMENSIONS = {
  tier: { field: "tier", name: "Tier", none: "no tier" },
  key: { field: "key_id", name: "Key", none: "unknown key" },
  team: { field: "team", name: "Team", none: "no team" },
  api: { field: "api", name: "API", none: "unknown API" },
};

const NANOS_PER_USD = 1e9;

/**
 * The groups of some sums, the most expensive first, each with its sums and its cost by day.
 *
 * @param rows the `data` of a usage object that is grouped by day and by `dimension`
 */
export function groupsOf(rows, dimension) {
  const { field, none } = DIMENSIONS[dimension];
  const groups = new Map();
  for (const row of rows) {
    const value = row[field];
    const group = groups.get(value) ?? { value, label: value ?? none, requests: 0, input: 0, repeated: 0, output: 0, cost: 0n, byDay: new Map() };
    add(group, row);
    group.byDay.set(row.day, (group.byDay.get(row.day) ?? 0n) + nanosOf(row.cost_usd));
    groups.set(value, group);
  }
  return [...groups.values()].sort((one, other) => (one.cost === other.cost ? other.requests - one.requests : one.cost > other.cost ? -1 : 1));
}

function add(group, row) {
  group.requests += row.requests;
  group.input += row.prompt_tokens;
  group.repeated += row.repeated_prompt_tokens;
  group.output += row.completion_tokens;
  group.cost += nanosOf(row.cost_usd);
}

/** The sums of each day from one to another, without those days on which nothing was spent or sent, newest first. */
export function daysOf(rows) {
  const days = new Map();
  for (const row of rows) {
    const day = days.get(row.day) ?? { value: row.day, label: row.day, requests: 0, input: 0, repeated: 0, output: 0, cost: 0n };
    add(day, row);
    days.set(row.day, day);
  }
  return [...days.values()].filter(({ requests }) => requests > 0).sort((one, other) => (one.label < other.label ? 1 : -1));
}

/**
 * What a chart draws: the days, and for each group its cost in dollars by day. The groups beyond `most` are one.
 *
 * @returns days as texts, and series with a label and numbers
 */
export function seriesOf(groups, from, to, most) {
  const days = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  const shown = groups.length > most ? groups.slice(0, most - 1) : groups;
  const rest = groups.slice(shown.length);
  const values = (some) => days.map((day) => sum(some.map(({ byDay }) => byDay.get(day) ?? 0n)));
  const series = shown.map((group) => ({ label: group.label, value: group.value, amounts: values([group]) }));
  if (rest.length > 0) series.push({ label: `${rest.length} others`, value: undefined, amounts: values(rest) });
  return { days, series };
}

/** The heights of stacked bars: each series with all before it, in dollars. */
export function stacked(series) {
  let below = series[0]?.amounts.map(() => 0n) ?? [];
  return series.map(({ amounts }) => {
    below = amounts.map((amount, index) => below[index] + amount);
    return below.map((nanos) => Number(nanos) / NANOS_PER_USD);
  });
}

export const shareOfAll = (group, groups) => shareOf(group.cost, sum(groups.map(({ cost }) => cost)));
