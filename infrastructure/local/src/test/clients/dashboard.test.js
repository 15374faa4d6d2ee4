// The arithmetic and the texts of the dashboard, with values that were worked out by hand.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { siteModule } from "./site.js";

process.env.TZ = "UTC";

const money = await siteModule("money.js");
const format = await siteModule("format.js");
const { schedule } = await siteModule("credit.js");
const { bill } = await siteModule("bill.js");
const { AnswerFailure, answerOf, events } = await siteModule("sse.js");
const { daysOf, groupsOf, seriesOf, stacked } = await siteModule("spend.js");
const { fits } = await siteModule("filter.js");
const { samples } = await siteModule("samples.js");

test("amounts are read and written to the nano, also beyond what a double can hold", () => {
  for (const text of ["0.000000000", "0.000000001", "24.999848500", "-3.000000001", "9007199254.740993001"]) {
    assert.equal(money.usdText(money.nanosOf(text)), text);
  }
  assert.equal(money.nanosOf("5"), 5_000_000_000n);
  assert.equal(money.nanosOf("0.5"), 500_000_000n);
  for (const text of ["", "1.", ".5", "1e3", "1.0000000001", "$1", "1,000"]) assert.throws(() => money.nanosOf(text), RangeError);
});

test("a balance is never shown larger than it is", () => {
  assert.equal(money.balance(money.nanosOf("24.999848500")), "$24.99");
  assert.equal(money.balance(money.nanosOf("1234567.891")), "$1,234,567.89");
  assert.equal(money.balance(money.nanosOf("0.009999999")), "$0.00");
  assert.equal(money.balance(money.nanosOf("-0.015")), "−$0.02");
});

test("what was spent is rounded, but never to nothing", () => {
  assert.equal(money.spent(0n), "$0.00");
  assert.equal(money.spent(1n), "<$0.0001");
  assert.equal(money.spent(money.nanosOf("0.00005")), "$0.0001");
  assert.equal(money.spent(money.nanosOf("0.12345")), "$0.1235");
  assert.equal(money.spent(money.nanosOf("12.345")), "$12.35");
  assert.equal(money.spent(money.nanosOf("-12.345")), "−$12.35");
});

test("the cost of a request has six decimals, and the exact one all that there are", () => {
  assert.equal(money.cost(0n), "$0");
  assert.equal(money.cost(499n), "<$0.000001");
  assert.equal(money.cost(money.nanosOf("0.000151500")), "$0.000152");
  assert.equal(money.exact(money.nanosOf("0.000151500")), "$0.0001515");
  assert.equal(money.exact(money.nanosOf("25")), "$25.00");
  assert.equal(money.exact(money.nanosOf("-1234.5")), "−$1,234.50");
  assert.equal(money.picoUsd(1_000_000_000_001n), "$1.000000000001");
  assert.equal(money.picoUsd(19_500_000n), "$0.0000195");
});

test("typed amounts are understood as people write them, and nothing else is taken for one", () => {
  assert.deepEqual(["25", " $25 ", "1,000", "12.50", "1,234,567.5"].map(money.typedUsd), ["25", "25", "1000", "12.50", "1234567.5"]);
  for (const text of ["", "-5", "1,00", "5 dollars", "1.2.3", "=1+1", "１"]) assert.equal(money.typedUsd(text), null, text);
});

test("a share is between nothing and all", () => {
  assert.deepEqual([money.shareOf(1n, 4n), money.shareOf(9n, 4n), money.shareOf(-1n, 4n), money.shareOf(1n, 0n)], [0.25, 1, 0, 0]);
});

test("counts, times and durations", () => {
  const now = new Date("2026-11-29T12:00:00Z");
  assert.equal(format.count(1_234_567), "1,234,567");
  assert.equal(format.counted(1, "request"), "1 request");
  assert.equal(format.counted(2_000, "entry", "entries"), "2,000 entries");
  assert.equal(format.dateTime("2026-11-29T14:05:09.123Z", now), "29 Nov, 14:05:09");
  assert.equal(format.dateTime("2025-01-02T03:04:05Z", now), "2 Jan 2025, 03:04:05");
  assert.equal(format.utcDay("2026-03-01"), "1 Mar");
  assert.equal(format.fromNow("2026-11-29T19:30:00Z", now.getTime()), "in 7 hours");
  assert.equal(format.fromNow("2026-11-29T11:58:30Z", now.getTime()), "1 minute ago");
  assert.equal(format.fromNow("2026-11-29T11:59:30Z", now.getTime()), "just now");
  assert.equal(format.fromNow("2026-12-02T11:59:30Z", now.getTime()), "in 2 days");
  assert.deepEqual([null, 840, 1_234, 125_000].map(format.duration), ["–", "840 ms", "1.2 s", "2 min 5 s"]);
});

test("days are UTC days, over the ends of months and years", () => {
  assert.equal(format.plusDays("2026-12-31", 1), "2027-01-01");
  assert.equal(format.plusDays("2028-03-01", -1), "2028-02-29");
  assert.equal(format.daysBetween("2026-11-01", "2026-11-30"), 30);
  assert.equal(format.daysBetween("2026-11-30", "2026-11-01"), null);
  assert.equal(format.daysBetween("soon", "2026-11-01"), null);
});

test("the schedule of a credit says what comes next, how much is to come, and when it ends", () => {
  const credit = { granted_usd: "25.000000000", released_usd: "1.000000000", next_release_at: "2026-11-30T00:00:00Z", next_release_usd: "2.000000000" };
  assert.deepEqual(schedule(credit), { at: credit.next_release_at, next: 2_000_000_000n, remaining: 24_000_000_000n, parts: 12, lastDay: "2026-12-11" });
  assert.equal(schedule({ ...credit, released_usd: "24.000000000", next_release_usd: "1.000000000" }).lastDay, "2026-11-30");
  assert.equal(schedule({ ...credit, next_release_at: null, next_release_usd: null }), null);
  assert.equal(schedule(null), null);
});

const TIER = { id: "tier-4", input_usd_per_million: "4", repeated_input_usd_per_million: "0.60", output_usd_per_million: "20" };
const RECORD = { token_source: "counted", prompt_tokens: 2_001, repeated_prompt_tokens: 1_500, completion_tokens: 300, reasoning_tokens: 120, cost_usd: "0.008904000" };

test("a bill is recounted to the nano", () => {
  const { lines, isExact } = bill(RECORD, TIER);
  assert.deepEqual(lines.map(({ name, tokens, amount }) => [name, tokens, amount]), [
    ["Input", 501, 2_004_000_000n], ["Repeated input", 1_500, 900_000_000n], ["Output", 180, 3_600_000_000n], ["Hidden reasoning", 120, 2_400_000_000n],
  ]);
  assert.equal(isExact, true);
});

test("a sum is rounded up once, and a bill that was limited or priced otherwise says so", () => {
  const odd = { ...TIER, input_usd_per_million: "0.0015" };
  const record = { ...RECORD, prompt_tokens: 1, repeated_prompt_tokens: 0, completion_tokens: 0, reasoning_tokens: 0, cost_usd: "0.000000002" };
  assert.equal(bill(record, odd).isExact, true);
  assert.equal(bill({ ...RECORD, cost_usd: "0.008903999" }, TIER).isExact, false);
  assert.deepEqual(bill({ ...RECORD, token_source: "none" }, TIER).lines, []);
  assert.deepEqual(bill(RECORD, undefined).lines, []);
});

const sumOf = (day, tier, requests, costUsd) => ({ day, tier, requests, prompt_tokens: 10, repeated_prompt_tokens: 4, completion_tokens: 2, reasoning_tokens: 0, cost_usd: costUsd });
const ROWS = [
  sumOf("2026-11-28", "tier-2", 3, "0.100000001"), sumOf("2026-11-28", "tier-4", 1, "1.000000000"), sumOf("2026-11-30", "tier-2", 2, "0.200000002"), sumOf("2026-11-30", null, 1, "0.000000000"),
];

test("spend is grouped exactly, the most expensive first", () => {
  const groups = groupsOf(ROWS, "tier");
  assert.deepEqual(groups.map(({ label, requests, input, repeated, output, cost }) => [label, requests, input, repeated, output, cost]), [
    ["tier-4", 1, 10, 4, 2, 1_000_000_000n], ["tier-2", 5, 20, 8, 4, 300_000_003n], ["no tier", 1, 10, 4, 2, 0n],
  ]);
  assert.deepEqual(daysOf(ROWS).map(({ label, requests, cost }) => [label, requests, cost]), [["2026-11-30", 3, 200_000_002n], ["2026-11-28", 4, 1_100_000_001n]]);
});

test("a chart has every day of its time, and what is beyond its colours is one series", () => {
  const { days, series } = seriesOf(groupsOf(ROWS, "tier"), "2026-11-28", "2026-11-30", 2);
  assert.deepEqual(days, ["2026-11-28", "2026-11-29", "2026-11-30"]);
  assert.deepEqual(series.map(({ label, amounts }) => [label, amounts]), [
    ["tier-4", [1_000_000_000n, 0n, 0n]], ["2 others", [100_000_001n, 0n, 200_000_002n]],
  ]);
  assert.deepEqual(stacked(series), [[1, 0, 0], [1.100000001, 0, 0.200000002]]);
  assert.deepEqual(stacked([]), []);
});

test("a new request appears in a filtered list only if it fits", () => {
  const record = { created_at: "2026-11-29T23:59:59.999Z", tier: "tier-2", key_id: "key_1", api: "chat", outcome: "answered" };
  for (const filter of [{}, { tier: "tier-2", key_id: "key_1" }, { from: "2026-11-29", to: "2026-11-29" }]) assert.equal(fits(record, filter), true);
  for (const filter of [{ tier: "tier-3" }, { outcome: "failed" }, { from: "2026-11-30" }, { to: "2026-11-28" }]) assert.equal(fits(record, filter), false);
});

const stream = (...pieces) => new ReadableStream({
  start(controller) {
    for (const piece of pieces) controller.enqueue(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
    controller.close();
  },
});
const collected = async (found) => { const all = []; for await (const one of found) all.push(one); return all; };

test("events are found however their bytes are cut", async () => {
  const text = ": ping\n\ndata: {\"a\":\"ä€😀\"}\r\n\r\nevent: x\ndata: one\ndata: two\n\ndata:[DONE]\n\n";
  const bytes = new TextEncoder().encode(text);
  const expected = ["{\"a\":\"ä€😀\"}", "one\ntwo", "[DONE]"];
  assert.deepEqual(await collected(events(stream(text))), expected);
  for (let size = 1; size <= 7; size++) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.slice(index * size, (index + 1) * size));
    assert.deepEqual(await collected(events(stream(...pieces))), expected, `pieces of ${size} bytes`);
  }
});

const chunk = (choice, rest = {}) => `data: ${JSON.stringify({ choices: choice ? [choice] : [], ...rest })}\n\n`;

test("an answer is its text, the reason of its end and its usage", async () => {
  const usage = { prompt_tokens: 13, completion_tokens: 20 };
  const parts = await collected(answerOf(stream(
    chunk({ delta: { role: "assistant", content: "" } }), chunk({ delta: { content: "He" } }), chunk({ delta: { content: "llo" } }),
    chunk({ delta: {}, finish_reason: "stop" }), chunk(null, { usage }), "data: [DONE]\n\n", chunk({ delta: { content: "late" } }))));
  assert.deepEqual(parts, [{ text: "He" }, { text: "llo" }, { finish: "stop" }, { usage }]);
});

test("an answer that broke off is a failure with the service's words, or with ours if the connection was lost", async () => {
  await assert.rejects(collected(answerOf(stream(chunk({ delta: { content: "He" } }), 'data: {"error":{"message":"It broke off. $0.01 was charged."}}\n\n'))),
    (failure) => failure instanceof AnswerFailure && failure.message === "It broke off. $0.01 was charged.");
  await assert.rejects(collected(answerOf(stream(chunk({ delta: { content: "He" } })))), AnswerFailure);
});

test("the ready-made requests have the key and the address in them", () => {
  const made = samples("https://api.example.com/v1", "tu-secret", "tier-3");
  assert.deepEqual(made.map(({ name }) => name), ["curl", "Python", "Node"]);
  for (const { code } of made) for (const part of ["https://api.example.com/v1", "tu-secret", "tier-3"]) assert.ok(code.includes(part), code);
});

test("the worker finds the number of a proof of work, and says if there is none", async () => {
  const found = [];
  let solve;
  globalThis.self = { addEventListener: (_, listener) => { solve = listener; }, postMessage: (number) => found.push(number) };
  await siteModule("proof-worker.js");
  const challenge = (number) => createHash("sha256").update(`salt?expires=1${number}`).digest("hex");
  for (const number of [1_234, 0, 2_000, 2_001]) await solve({ data: { challenge: challenge(number), salt: "salt?expires=1", maxnumber: 2_000 } });
  assert.deepEqual(found, [1_234, 0, 2_000, null]);
});
