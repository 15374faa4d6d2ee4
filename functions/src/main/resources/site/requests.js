// The requests of an account, and the story of one of them.
import { element, moment } from "./dom.js";
import { get } from "./api.js";
import { load, openDialog } from "./forms.js";
import { cost, exact, nanosOf, picoUsd } from "./money.js";
import { count, dateTime, duration } from "./format.js";
import { bill } from "./bill.js";

export const PURSES = { cash: "what you paid in", grant: "your credit", free: "the day's free allowance" };
const OUTCOMES = { answered: "answered", failed: "failed", expired: "broke off" };

/** The columns of a table of requests. */
export const HEADS = [["Time"], ["Tier"], ["Key", "extra"], ["API", "extra"], ["Tokens in", "number extra"], ["Out", "number extra"], ["Cost", "number"], ["Outcome"]];

/** A table of usage records. `keyName` returns the name of a key for its id. */
export function requestTable(records, keyName, label = "Requests") {
  const body = element("tbody", {}, records.map((record) => row(record, keyName)));
  return element("div", { class: "scroll", role: "region", "aria-label": label, tabindex: 0 },
    element("table", { class: "requests" },
      element("thead", {}, element("tr", {}, HEADS.map(([name, kind]) => element("th", { scope: "col", class: kind }, name)))),
      body));
}

export function row(record, keyName) {
  return element("tr", { "data-request": record.id, class: "opens" },
    element("td", {}, element("a", { href: `#requests/${record.id}` }, moment(record.created_at, dateTime(record.created_at)))),
    element("td", {}, element("code", {}, record.tier)),
    element("td", { class: "given extra" }, record.key_id ? keyName(record.key_id) : "–"),
    element("td", { class: "extra" }, record.api ?? "–"),
    element("td", { class: "number extra" }, count(record.prompt_tokens)),
    element("td", { class: "number extra" }, count(record.completion_tokens)),
    element("td", { class: "number", title: exact(nanosOf(record.cost_usd)) }, cost(nanosOf(record.cost_usd))),
    element("td", {}, outcome(record)));
}

function outcome(record) {
  return element("span", { class: `badge ${record.outcome === "answered" ? "good" : "bad"}` }, OUTCOMES[record.outcome] ?? record.outcome);
}

/** Opens the story of a request in a dialog. */
export function openStory(id, keyName, closed) {
  const place = element("div", { class: "story" });
  load(place, () => Promise.all([get(`v1/usage/requests/${encodeURIComponent(id)}`), get("v1/tiers")]),
    ([record, tiers]) => story(record, tiers.data, keyName));
  return openDialog("One request", place, { closed, isWide: true });
}

function story(record, tiers, keyName) {
  const { lines, isExact } = bill(record, tiers.find(({ id }) => id === record.tier));
  const charged = nanosOf(record.cost_usd);
  const held = record.held_usd === null ? 0n : nanosOf(record.held_usd);
  return [
    element("p", { class: "soft" }, element("code", {}, record.id)),
    element("ol", { class: "steps" },
      step("It arrived", moment(record.created_at, dateTime(record.created_at)),
        `${record.key_id ? `with the key ${keyName(record.key_id)}` : "with a session"}, for ${record.tier}`
        + `${record.api ? `, through the ${record.api} API` : ""}${record.stream === null ? "" : record.stream ? ", streamed" : ", as one answer"}.`),
      held > 0n && step("Money was held", null, `${exact(held)}, the most that it could cost, was set aside before a model was asked.`),
      step("It was answered", null, answered(record)),
      step("It was counted", null, countedText(record), billTable(lines, isExact)),
      step("It was charged", null, element("strong", {}, exact(charged)),
        charged === 0n && record.purse !== "free" ? ". Nothing was charged." : ` from ${PURSES[record.purse] ?? record.purse}.`,
        held > charged && ` ${charged === 0n ? "All" : exact(held - charged)} of what was held went back.`)),
  ];
}

const step = (title, time, ...content) =>
  element("li", {}, element("h3", {}, title, time && element("span", { class: "soft" }, " ", time)), element("div", {}, content));

function answered(record) {
  if (record.outcome === "failed") return `It failed after ${duration(record.duration_ms)}.`;
  if (record.outcome === "expired") return "It broke off: whoever worked on it stopped before the end. You pay what had been given until then.";
  const end = { stop: "The model had finished.", length: "It reached the output cap.", tool_calls: "It called tools.", content_filter: "A filter ended it." };
  return `The first word came after ${duration(record.first_token_ms)}, the last after ${duration(record.duration_ms)}. ${end[record.finish_reason] ?? ""}`;
}

function countedText(record) {
  if (record.token_source === "none") return "Nothing was counted.";
  const repeated = record.repeated_prompt_tokens > 0
    ? ` ${count(record.repeated_prompt_tokens)} of the input had been sent in the ten minutes before, and cost less.` : "";
  const reasoning = record.reasoning_tokens > 0 ? ` ${count(record.reasoning_tokens)} of the output were hidden reasoning.` : "";
  return `${count(record.prompt_tokens)} tokens of input, ${count(record.completion_tokens)} of output.${repeated}${reasoning}`;
}

function billTable(lines, isExact) {
  if (lines.length === 0) return null;
  return [
    element("table", { class: "bill" },
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Counted"), [["Tokens"], ["Per million", "extra"], ["Amount"]].map(([name, kind = ""]) => element("th", { scope: "col", class: `number ${kind}` }, name)))),
      element("tbody", {}, lines.map((line) => element("tr", {},
        element("td", {}, line.name),
        element("td", { class: "number" }, count(line.tokens)),
        element("td", { class: "number extra" }, exact(line.perMillion)),
        element("td", { class: "number" }, picoUsd(line.amount)))))),
    !isExact && element("p", { class: "soft" }, "Prices have changed since, or the charge was limited to what was held: the amount below is what was charged."),
  ];
}

