// The status page.
import assert from "node:assert/strict";
import { journey, loaded, page } from "./lane.js";

page("/status");

const day = (date, counts = {}) => ({
  day: date, answered: 0, failed: 0, failures: {}, refusals: {},
  tiers: Object.fromEntries(["tier-1", "tier-2", "tier-3", "tier-4"].map((tier) => [tier, { answered: 0, failed: 0, first_token_p50_ms: null, first_token_p95_ms: null }])),
  ...counts,
});

/** Ninety days of which the newest are given. */
function days(...newest) {
  const dates = [...Array(90).keys()].map((before) => new Date(Date.UTC(2026, 10, 29 - before)).toISOString().slice(0, 10));
  return dates.map((date, at) => newest[at]?.(date) ?? day(date));
}

async function withDays(tab, list, incidents = []) {
  await tab.route("**/v1/status", (route) => route.fulfill({ json: { object: "status", as_of: "2026-11-29T12:00:00Z", incidents, days: list } }));
  await tab.goto("/status");
  await loaded(tab);
}

journey("a day with failures shows them, and never rounds them away", async ({ tab }) => {
  const today = (date) => day(date, {
    answered: 199_999, failed: 1, failures: { upstream_timeout: 1 }, refusals: { insufficient_quota: 7 },
    tiers: { ...day(date).tiers, "tier-2": { answered: 199_999, failed: 1, first_token_p50_ms: 566, first_token_p95_ms: 1600 } },
  });
  await withDays(tab, days(today));
  const text = await tab.locator("main").innerText();
  assert.match(text, /Requests are answered/);
  assert.match(text, /99\.99 % of 200,000 requests were answered in 90 days/);
  assert.match(text, /half of the answers within 566 ms, 95 % within 1\.6 s/);
  assert.equal(await tab.getByRole("row").filter({ hasText: "insufficient_quota" }).getByRole("cell").innerText(), "7");
  assert.equal(await tab.getByRole("list", { name: "All tiers, by day" }).getByRole("listitem").count(), 90);
});

journey("a day on which many requests failed says so", async ({ tab }) => {
  await withDays(tab, days((date) => day(date, { answered: 9, failed: 1, failures: { internal_error: 1 } })));
  await tab.getByRole("heading", { name: "Many requests fail today" }).waitFor();
});

journey("an incident that lasts is what is read first, and one that is over stays below", async ({ tab }) => {
  const told = (at, text) => ({ at: `2026-11-29T${at}:00Z`, text });
  const lasting = { id: "2026-11-29-2", title: "<b>tier-3</b> is slow", opened_at: "2026-11-29T11:00:00Z", resolved_at: null, updates: [told("11:00", "We look for the cause."), told("11:20", "A provider is slow.")] };
  const over = { id: "2026-11-29-1", title: "Some requests failed", opened_at: "2026-11-29T08:00:00Z", resolved_at: "2026-11-29T08:25:00Z", updates: [told("08:00", "We know."), told("08:25", "It is over.")] };
  await withDays(tab, days((date) => day(date, { answered: 10 })), [lasting, over]);
  assert.equal(await tab.locator("#headline").innerText(), lasting.title);
  const article = tab.getByRole("article", { name: lasting.title });
  await article.getByText("Since 2026-11-29 11:00 UTC. It is not over.").waitFor();
  assert.deepEqual(await article.getByRole("listitem").allInnerTexts(), ["2026-11-29 11:20 UTC A provider is slow.", "2026-11-29 11:00 UTC We look for the cause."]);
  await tab.getByRole("article", { name: over.title }).getByText("2026-11-29 08:00 UTC, for 25 min.").waitFor();
});

journey("a service that does not answer is explained", async ({ tab }) => {
  await tab.route("**/v1/status", (route) => route.abort());
  await tab.goto("/status");
  await tab.getByRole("heading", { name: "The status cannot be read" }).waitFor();
}, { tolerates: [/Failed to load resource/] });
