// The status page: the last 90 days from GET /v1/status.
import { byId, element, fill } from "./dom.js";

const TIERS = ["tier-1", "tier-2", "tier-3", "tier-4"];
const GOOD_PERCENT = 99.5;
const FAIR_PERCENT = 95;
const RECENT_DAYS = 7;

function show({ as_of: asOf, incidents, days }) {
  const all = sum(days);
  const recent = sum(days.slice(0, RECENT_DAYS));
  const today = days[0];
  const lasting = incidents.filter(({ resolved_at: resolvedAt }) => resolvedAt === null);
  fill(byId("headline"), lasting.length === 0 ? headline(today) : lasting.length === 1 ? lasting[0].title : `${lasting.length} incidents at once`);
  fill(byId("summary"), all.answered + all.failed === 0
    ? "Nobody has asked a model in the last 90 days, so there is nothing to tell."
    : `${percent(all)} of ${count(all.answered + all.failed)} ${all.answered + all.failed === 1 ? "request was" : "requests were"} answered in 90 days, ${percent(recent)} in the last seven. As of ${asOf.slice(0, 16).replace("T", " ")} UTC.`);
  fill(byId("report"),
    lasting.map(incident),
    element("section", { "aria-labelledby": "days-title" },
      element("h2", { id: "days-title" }, "Answered, day by day"),
      bars("All tiers", days, (day) => day), ends(days),
      TIERS.map((tier) => tierStatus(tier, days))),
    element("section", { "aria-labelledby": "reasons-title" },
      element("h2", { id: "reasons-title" }, "Why requests were not answered"),
      element("div", { class: "reasons" },
        reasons("Failed, by our fault or a model's", days, "failures"), reasons("Refused", days, "refusals"))),
    element("section", { "aria-labelledby": "incidents-title" },
      element("h2", { id: "incidents-title" }, "Past incidents"),
      past(incidents.filter(({ resolved_at: resolvedAt }) => resolvedAt !== null))));
}

function past(incidents) {
  return incidents.length === 0 ? element("p", { class: "note" }, "None in 90 days.") : incidents.map(incident);
}

/** What was told of an incident, the newest first, as somebody who comes back wants it. */
function incident({ id, title, opened_at: openedAt, resolved_at: resolvedAt, updates }) {
  return element("article", { class: resolvedAt === null ? "incident lasting" : "incident", "aria-labelledby": `incident-${id}` },
    element("h3", { id: `incident-${id}` }, title),
    element("p", { class: "note" }, resolvedAt === null ? `Since ${time(openedAt)}. It is not over.` : `${time(openedAt)}, for ${lasted(openedAt, resolvedAt)}.`),
    element("ol", {}, updates.toReversed().map(({ at, text }) => element("li", {}, element("time", { datetime: at }, time(at)), " ", text))));
}

const time = (instant) => `${instant.slice(0, 16).replace("T", " ")} UTC`;

function lasted(from, to) {
  const minutes = Math.max(1, Math.round((new Date(to) - new Date(from)) / 60_000));
  return minutes < 90 ? `${minutes} min` : minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1440)} days`;
}

function headline({ answered, failed }) {
  if (answered + failed === 0) return "No requests yet today";
  return rate({ answered, failed }) >= GOOD_PERCENT ? "Requests are answered" : rate({ answered, failed }) >= FAIR_PERCENT ? "Some requests fail today" : "Many requests fail today";
}

const sum = (days) => days.reduce((all, { answered, failed }) => ({ answered: all.answered + answered, failed: all.failed + failed }), { answered: 0, failed: 0 });
const rate = ({ answered, failed }) => (100 * answered) / (answered + failed);
const count = (number) => number.toLocaleString("en-US");

/** Rounded down, so that a failure never shows as 100 %. */
function percent(counts) {
  return counts.answered + counts.failed === 0 ? "none" : `${(Math.floor(rate(counts) * 100) / 100).toFixed(2)} %`;
}

function bars(name, days, of) {
  return element("ol", { class: "days", "aria-label": `${name}, by day` }, days.toReversed().map((day) => {
    const counts = of(day);
    const total = counts.answered + counts.failed;
    const kind = total === 0 ? "none" : rate(counts) >= GOOD_PERCENT ? "good" : rate(counts) >= FAIR_PERCENT ? "fair" : "poor";
    const text = total === 0 ? `${day.day}: no requests` : `${day.day}: ${percent(counts)} of ${count(total)} answered`;
    return element("li", { class: kind, title: text, "aria-label": text });
  }));
}

function ends(days) {
  return element("p", { class: "days-ends" }, element("span", {}, days.at(-1).day), element("span", {}, "today"));
}

function tierStatus(tier, days) {
  const counts = sum(days.map((day) => day.tiers[tier]));
  const latest = days.find((day) => day.tiers[tier].answered > 0);
  const { first_token_p50_ms: half, first_token_p95_ms: most } = latest?.tiers[tier] ?? {};
  return element("div", { class: "tier-status" },
    element("h3", {}, element("code", {}, tier), element("span", {}, counts.answered + counts.failed === 0 ? "no requests" : percent(counts))),
    bars(tier, days, (day) => day.tiers[tier]),
    element("p", {}, latest ? `First token on ${latest.day}: half of the answers within ${seconds(half)}, 95 % within ${seconds(most)}.` : "Nobody has asked it in these days."));
}

const seconds = (millis) => (millis === null ? "more than 51 s" : millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`);

function reasons(title, days, field) {
  const sums = new Map();
  for (const day of days) for (const [code, number] of Object.entries(day[field])) sums.set(code, (sums.get(code) ?? 0) + number);
  const rows = [...sums].sort((a, b) => b[1] - a[1]);
  return element("div", {}, element("h3", {}, title), rows.length === 0
    ? element("p", { class: "note" }, "None in 90 days.")
    : element("table", {},
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Code"), element("th", { scope: "col" }, "90 days"))),
      element("tbody", {}, rows.map(([code, number]) => element("tr", {}, element("th", { scope: "row" }, element("code", {}, code)), element("td", {}, count(number)))))));
}

/** The days as the service tells them; null if it does not answer. */
async function read() {
  try {
    const answer = await fetch("v1/status");
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

const status = await read();
if (status) show(status);
else {
  fill(byId("headline"), "The status cannot be read");
  fill(byId("summary"), "The service did not answer, or your connection is down. Reload the page in a minute.");
}
byId("status").setAttribute("aria-busy", "false");
