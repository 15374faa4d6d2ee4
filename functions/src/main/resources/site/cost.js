// What a workload costs at given prices. No page and no network in here, so that Node can test it.
"use strict";

const PER_MILLION = 1e6;

// A repeated prefix counts from this many tokens on, as vendors do for their caches, and TierUp for repeated input.
export const MIN_REPEATED_TOKENS = 1024;

/**
 * The requests of one task.
 *
 * @typedef {{input: number, output: number, reasoning: number, cachedPercent: number,
 *   turns: number, growth: number, tasksPerDay: number, retryPercent: number}} Task
 *   Tokens of the first request; `growth` is what each further turn adds to the input, besides what it repeats.
 * @typedef {{fresh: number, repeated: number, output: number}} Request
 */

/** The requests of a task: one, or the turns of a loop in which each request repeats all of the one before. */
export function requestsOf(task) {
  const requests = [];
  for (let turn = 0; turn < task.turns; turn++) {
    const input = task.input + turn * task.growth;
    const before = turn === 0 ? (input * task.cachedPercent) / 100 : input - task.growth;
    const repeated = before >= MIN_REPEATED_TOKENS ? before : 0;
    requests.push({ fresh: input - repeated, repeated, output: task.output + task.reasoning });
  }
  return requests;
}

/** The prices of a model for a request: those for long prompts apply to the whole request. */
function pricesFor(model, request) {
  const long = (model.long ?? []).filter(([above]) => request.fresh + request.repeated > above).at(-1);
  if (!long) return model;
  const factor = model.input > 0 ? long[1] / model.input : 1;
  return {
    input: long[1],
    output: long[2],
    cached: model.cached === undefined ? undefined : model.cached * factor,
    write: model.write === undefined ? undefined : model.write * factor,
  };
}

/** Dollars of one request. Where writing to the cache costs extra, all new input of a task that repeats it is written. */
export function requestCost(model, request, isRepeatedLater) {
  const prices = pricesFor(model, request);
  const fresh = isRepeatedLater || request.repeated > 0 ? (prices.write ?? prices.input) : prices.input;
  const repeated = prices.cached ?? prices.input;
  return (request.fresh * fresh + request.repeated * repeated + request.output * prices.output) / PER_MILLION;
}

/** Dollars of one task, without retries. Returns null if a request does not fit into the model's context. */
export function taskCost(model, task) {
  const requests = requestsOf(task);
  const fits = requests.every((r) => !model.context || r.fresh + r.repeated + r.output <= model.context);
  if (!fits) return null;
  return requests.reduce(
    (sum, request, index) => sum + requestCost(model, request, index < requests.length - 1), 0);
}

/** Dollars of a task that succeeds, a day, and a month of 30 days. A failed task is done again until it succeeds. */
export function costs(model, task) {
  const once = taskCost(model, task);
  if (once === null) return null;
  const success = once / (1 - Math.min(task.retryPercent, 95) / 100);
  return { task: once, success, day: success * task.tasksPerDay, month: success * task.tasksPerDay * 30 };
}

/** The prices of a machine of one's own, from what it costs an hour and how many tokens a second it handles on average. */
export function ownMachine(usdPerHour, inputPerSecond, outputPerSecond) {
  const perMillion = (tokensPerSecond) => (usdPerHour / 3600 / tokensPerSecond) * PER_MILLION;
  return { input: perMillion(inputPerSecond), output: perMillion(outputPerSecond) };
}

/**
 * What a task cost on a day and what it costs today, with the newest model of each line and with each tier. Where nothing is known of that
 * day, the first later one counts.
 *
 * @param history of calculator.json
 * @param models of calculator.json
 * @param tiers rows of tierPrices
 * @param day such as 2025-12-01
 */
export function thenAndNow(history, models, tiers, task, day) {
  const row = (name, isTier, known, today) => {
    const points = known.map((prices) => ({ ...prices, cost: costs(prices, task)?.task ?? null }));
    const then = points.find((point) => point.as_of >= day);
    return then && { name, isTier, then, today: { ...today, cost: costs(today, task)?.task ?? null }, points };
  };
  const ofTier = (tier) => history.tiers.map(({ as_of, prices }) => {
    const found = prices.find((price) => price.tier === tier.model);
    return found && { as_of, model: tier.model, input: found.input, output: found.output, cached: found.repeated, context: tier.context };
  }).filter(Boolean);
  const ofLine = (line) => models.find((model) => model.model === line.now && model.vendor === line.vendor);
  return [
    ...tiers.map((tier) => row(tier.model, true, ofTier(tier), tier)),
    ...history.lines.map((line) => row(line.name, false, line.then, ofLine(line))),
  ].filter(Boolean);
}

/** A tier of GET /v1/tiers as a row of prices. */
export function tierPrices(tier) {
  return {
    model: tier.id,
    vendor: "tierup",
    input: Number(tier.input_usd_per_million),
    cached: Number(tier.repeated_input_usd_per_million ?? tier.input_usd_per_million),
    output: Number(tier.output_usd_per_million),
    context: tier.context_tokens,
  };
}
