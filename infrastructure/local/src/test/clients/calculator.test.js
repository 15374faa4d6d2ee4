// The arithmetic of the calculator, with numbers that were computed by hand, and the forms of usage that it reads.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

const SITE = new URL("../../../../../functions/src/main/resources/site/", import.meta.url);

/** Node takes a file for a module by its name or its package, which the files of the site do not have. */
async function module(name) {
  return import(`data:text/javascript,${encodeURIComponent(await readFile(new URL(name, SITE), "utf8"))}`);
}

const { costs, ownMachine, requestsOf, taskCost, thenAndNow, tierPrices } = await module("cost.js");
const { csvField, readUsage, readUsageCsv } = await module("usage.js");

const ONE = { input: 10_000, output: 500, reasoning: 500, cachedPercent: 0, turns: 1, growth: 0, tasksPerDay: 10, retryPercent: 0 };
const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

test("a request costs its input and its output, reasoning included", () => {
  near(taskCost({ input: 2, output: 10 }, ONE), 0.02 + 0.01);
});

test("repeated input costs the cached price where there is one, and new input the price of writing it", () => {
  const half = { ...ONE, cachedPercent: 50 };
  near(taskCost({ input: 2, output: 10, cached: 0.2 }, half), (5_000 * 2 + 5_000 * 0.2 + 1_000 * 10) / 1e6);
  near(taskCost({ input: 2, output: 10 }, half), 0.02 + 0.01);
  near(taskCost({ input: 2, output: 10, cached: 0.2, write: 2.5 }, half), (5_000 * 2.5 + 5_000 * 0.2 + 1_000 * 10) / 1e6);
});

test("less than 1,024 repeated tokens are not repeated for anybody", () => {
  near(taskCost({ input: 2, output: 10, cached: 0.2 }, { ...ONE, cachedPercent: 10 }), 0.02 + 0.01);
});

test("each turn of a loop repeats all of the one before", () => {
  const loop = { ...ONE, input: 4_000, growth: 1_000, turns: 3, output: 100, reasoning: 0 };
  assert.deepEqual(requestsOf(loop), [
    { fresh: 4_000, repeated: 0, output: 100 },
    { fresh: 1_000, repeated: 4_000, output: 100 },
    { fresh: 1_000, repeated: 5_000, output: 100 },
  ]);
  near(taskCost({ input: 1.5, cached: 0.225, output: 7.5 }, loop), (6_000 * 1.5 + 9_000 * 0.225 + 300 * 7.5) / 1e6);
});

test("the price for long prompts holds for the whole request, and the cached price grows with it", () => {
  const model = { input: 0.1, output: 0.5, cached: 0.01, long: [[100_000, 0.5, 2.5]] };
  near(taskCost(model, { ...ONE, input: 100_000 }), (100_000 * 0.1 + 1_000 * 0.5) / 1e6);
  near(taskCost(model, { ...ONE, input: 200_000, cachedPercent: 50 }), (100_000 * 0.5 + 100_000 * 0.05 + 1_000 * 2.5) / 1e6);
});

test("what does not fit into the context has no price", () => {
  assert.equal(costs({ input: 1, output: 1, context: 10_999 }, ONE), null);
  assert.notEqual(costs({ input: 1, output: 1, context: 11_000 }, ONE), null);
});

test("failed tasks are paid and done again", () => {
  const { task, success, day, month } = costs({ input: 2, output: 10 }, { ...ONE, retryPercent: 20 });
  near(task, 0.03);
  near(success, 0.0375);
  near(day, 0.375);
  near(month, 11.25);
});

test("a machine of one's own has a price per token", () => {
  near(ownMachine(3.6, 1_000, 100).input, 1);
  near(ownMachine(3.6, 1_000, 100).output, 10);
});

test("a tier without a price for repeated input has none", () => {
  const tier = { id: "tier-2", input_usd_per_million: "1.50", output_usd_per_million: "7.50", context_tokens: 128_000 };
  assert.equal(tierPrices(tier).cached, 1.5);
  assert.equal(tierPrices({ ...tier, repeated_input_usd_per_million: "0.225" }).cached, 0.225);
});

test("usage is read in the forms of three APIs", () => {
  const chat = { usage: { prompt_tokens: 1200, completion_tokens: 300, prompt_tokens_details: { cached_tokens: 1024 }, completion_tokens_details: { reasoning_tokens: 100 } } };
  assert.deepEqual(readUsage(JSON.stringify(chat)), { requests: 1, input: 1200, output: 200, reasoning: 100, cached: 1024 });
  const responses = { input_tokens: 50, output_tokens: 20, input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 20 } };
  assert.deepEqual(readUsage(JSON.stringify(responses)), { requests: 1, input: 50, output: 0, reasoning: 20, cached: 0 });
  const messages = { input_tokens: 10, cache_read_input_tokens: 90, cache_creation_input_tokens: 5, output_tokens: 7 };
  assert.deepEqual(readUsage(JSON.stringify(messages)), { requests: 1, input: 105, output: 7, reasoning: 0, cached: 90 });
  assert.throws(() => readUsage("{"), /not JSON/);
  assert.throws(() => readUsage("{}"), /No token counts/);
});

test("exports of OpenAI and OpenRouter are summed", () => {
  const openai = "start_time,num_model_requests,input_tokens,output_tokens,input_cached_tokens\n1,2,300,40,100\n2,3,700,60,0\n";
  assert.deepEqual(readUsageCsv(openai), { requests: 5, input: 1000, output: 100, cached: 100, reasoning: 0 });
  const openrouter = '"created_at","tokens_prompt","tokens_completion","tokens_reasoning","model"\r\n"x","10","9","4","a, ""b"""\r\n';
  assert.deepEqual(readUsageCsv(openrouter), { requests: 1, input: 10, output: 5, cached: 0, reasoning: 4 });
  assert.throws(() => readUsageCsv("a,b\n1,2\n"), /No columns/);
  assert.throws(() => readUsageCsv("input_tokens,output_tokens\n"), /no rows/);
});

test("what is no count counts as nothing", () => {
  const strange = { prompt_tokens: 10, completion_tokens: -5, prompt_tokens_details: "<b>", completion_tokens_details: { reasoning_tokens: "1e9" }, __proto__: { input_tokens: 7 } };
  assert.deepEqual(readUsage(JSON.stringify(strange)), { requests: 1, input: 10, output: 0, reasoning: 0, cached: 0 });
  for (const nothing of ["null", "[]", '"prompt_tokens"', '{"usage": null}', '{"prompt_tokens": "12"}']) assert.throws(() => readUsage(nothing), /No token counts/);
  const csv = "\uFEFFinput_tokens,output_tokens\n1e999,5\n-3,NaN\n10,=1+1\n,\n";
  assert.deepEqual(readUsageCsv(csv), { requests: 4, input: 10, output: 5, cached: 0, reasoning: 0 });
});

test("no field of the saved table is a formula", () => {
  assert.equal(csvField("=1+1"), "'=1+1");
  assert.equal(csvField("@x, y"), '"\'@x, y"');
  assert.equal(csvField(-1), "-1");
});

test("at least 60 models have a dated price with a source", async () => {
  const prices = JSON.parse(await readFile(new URL("prices.json", SITE), "utf8"));
  assert.match(prices.as_of, /^\d{4}-\d\d-\d\d$/);
  assert.ok(prices.models.length >= 60);
  for (const model of prices.models) {
    assert.ok(model.input > 0 && model.output > 0 && (model.cached ?? 0) <= model.input, model.model);
    assert.match(prices.vendors[model.vendor].source, /^https:/);
  }
});

test("a task is priced by the newest model of a line on a day, and by what a tier cost then", () => {
  const history = {
    lines: [{ name: "Opus", vendor: "a", now: "opus-3", then: [
      { as_of: "2025-06-01", model: "opus-1", input: 15, output: 75, context: 5_000 },
      { as_of: "2025-12-01", model: "opus-2", input: 5, output: 25 }] }],
    tiers: [{ as_of: "2026-01-01", prices: [{ tier: "tier-3", input: 3, output: 15 }] }, { as_of: "2026-02-01", prices: [{ tier: "tier-3", input: 2, output: 10, repeated: 0.3 }] }],
  };
  const models = [{ model: "opus-3", vendor: "b", input: 9, output: 9 }, { model: "opus-3", vendor: "a", input: 4, output: 20 }];
  const tier = { model: "tier-3", input: 1, output: 5, context: 128_000 };
  const [ofTier, ofLine] = thenAndNow(history, models, [tier], ONE, "2025-07-01");

  assert.deepEqual([ofTier.name, ofTier.isTier, ofTier.then.as_of], ["tier-3", true, "2026-01-01"]);
  near(ofTier.then.cost, 0.03 + 0.015);
  near(ofTier.today.cost, 0.01 + 0.005);
  assert.deepEqual([ofLine.then.model, ofLine.today.model], ["opus-2", "opus-3"]);
  near(ofLine.then.cost, 0.05 + 0.025);
  near(ofLine.today.cost, 0.04 + 0.02);
  const [, early] = thenAndNow(history, models, [tier], ONE, "2025-06-01");
  assert.equal(early.then.cost, null, "it did not fit into the context");
  assert.deepEqual(thenAndNow(history, models, [], ONE, "2026-01-01"), []);
});

test("each line of earlier models has dated prices and leads to a model of today", async () => {
  const { history, models, vendors } = JSON.parse(await readFile(new URL("prices.json", SITE), "utf8"));
  assert.ok(history.lines.length >= 10 && Object.keys(history.versions).length >= 5);
  for (const line of history.lines) {
    assert.ok(models.some(({ model, vendor }) => model === line.now && vendor === line.vendor), line.name);
    assert.ok(vendors[line.vendor], line.name);
    const days = line.then.map(({ as_of }) => as_of);
    assert.deepEqual(days, [...days].sort());
    for (const then of line.then) assert.ok(history.versions[then.as_of] && then.input > 0 && then.output > 0, `${line.name} ${then.as_of}`);
  }
});
