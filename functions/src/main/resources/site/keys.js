// Keys: their list, making, changing and revoking them.
import { element, fill } from "./dom.js";
import { Refusal, get, patch, post, remove } from "./api.js";
import { amount, checkbox, confirmed, empty, field, load, openDialog, submitButton, submits, toast, WrongField } from "./forms.js";
import { balance, nanosOf } from "./money.js";
import { count, counted, date, fromNow } from "./format.js";
import { sampleTabs, secretBox, testRequest } from "./first-answer.js";
import { keys } from "./session.js";

const TIERS = ["tier-1", "tier-2", "tier-3", "tier-4"];
const SCOPES = [
  ["inference", "Send requests", ""],
  ["account:read", "Read the account", "Balance, usage, keys, audit log."],
  ["account:write", "Change the account", "Whoever finds such a key can make keys and start top-ups."],
];

/** Shows all keys. */
export function keyList(place) {
  return keys.subscribe((list) => fill(place, table(list)));
}

function table(list) {
  const active = list.filter(({ status }) => status === "active");
  const ended = list.filter(({ status }) => status !== "active");
  if (list.length === 0) return empty("No keys", "A key lets a program send requests that this account pays for.", newKeyButton());
  return element("div", {},
    element("ul", { class: "rows" }, active.map(keyRow)),
    ended.length > 0 && element("details", {}, element("summary", {}, `${counted(ended.length, "key")} revoked or expired`), element("ul", { class: "rows ended" }, ended.map(keyRow))));
}

function keyRow(key) {
  return element("li", {},
    element("div", { class: "what" },
      element("strong", { class: "given" }, key.name), " ", element("code", { class: "soft" }, `${key.prefix}…`),
      key.team && element("span", { class: "badge" }, key.team),
      key.status !== "active" && element("span", { class: "badge bad" }, key.status),
      element("p", { class: "soft" }, rights(key))),
    key.status === "active" && element("div", { class: "actions" },
      element("button", { type: "button", class: "button small", "aria-label": `Change ${key.name}`, onclick: () => change(key) }, "Change"),
      element("button", { type: "button", class: "button small", "aria-label": `Revoke ${key.name}`, onclick: () => revoke(key) }, "Revoke")));
}

/** What a key may do, in one line. */
export function rights(key) {
  const money = (text) => balance(nanosOf(text));
  return [
    `Made ${date(key.created_at)}`,
    key.last_used_at ? `last used ${date(key.last_used_at)}` : "not used yet",
    key.expires_at && `${key.status === "expired" ? "expired" : "expires"} ${fromNow(key.expires_at)}`,
    key.allowed_tiers ? key.allowed_tiers.join(", ") || "no tier" : null,
    key.daily_limit_usd && `${money(key.daily_limit_usd)} a day`,
    key.monthly_budget_usd && `${money(key.monthly_budget_usd)} a month`,
    key.requests_per_minute && `${count(key.requests_per_minute)} requests a minute`,
    key.tokens_per_minute && `${count(key.tokens_per_minute)} tokens a minute`,
    key.concurrent_requests && `${count(key.concurrent_requests)} at once`,
    key.scopes.includes("account:write") ? "may change the account" : key.scopes.includes("inference") ? null : "no requests",
  ].filter(Boolean).join(" · ");
}

export const newKeyButton = () => element("button", { type: "button", class: "button primary", onclick: create }, "New key");

export function create() {
  const form = keyForm(null, "Make the key");
  submits(form, async () => {
    const key = await post("v1/keys", keyOf(form));
    open.close();
    keys.refresh();
    showSecret(key);
  });
  const open = openDialog("New key", withTeams(form));
}

function change(key) {
  const form = keyForm(key, "Save");
  submits(form, async () => {
    await whileItLasts(patch(`v1/keys/${encodeURIComponent(key.id)}`, keyOf(form)));
    open.close();
    keys.refresh();
    toast(`${form.elements.name.value} was changed. It takes effect everywhere within 30 seconds.`);
  });
  const open = openDialog("Change the key", withTeams(form, key.team));
}

async function revoke(key) {
  await confirmed(`Revoke ${key.name}?`,
    "Programs that use it are refused within 30 seconds. Requests that are running are answered and charged. It cannot be undone.", "Revoke the key",
    () => whileItLasts(remove(`v1/keys/${encodeURIComponent(key.id)}`)));
  keys.refresh();
  toast(`${key.name} was revoked.`);
}

/** The answer about a key, or what to say when somebody else has revoked it meanwhile. */
async function whileItLasts(answer) {
  try {
    return await answer;
  } catch (failure) {
    if (!(failure instanceof Refusal) || failure.status !== 404) throw failure;
    keys.refresh();
    throw new WrongField(null, "This key was revoked elsewhere, so nothing was changed. Close this window.");
  }
}

/** Shows a new key. The dialog stays until it was copied, or until the person says that it is not needed. */
function showSecret(key) {
  let copied = false;
  const warning = element("p", { class: "wrong", role: "alert", hidden: true }, "You have not copied the key, and it cannot be shown again. Close once more to go on without it.");
  const mayTest = key.scopes.includes("inference");
  openDialog("Your new key", element("div", {},
    element("p", {}, "It is shown only now. If you lose it, revoke it and make another one."),
    secretBox(key.key, () => { copied = true; }), warning,
    mayTest && element("h3", {}, "See it work"), mayTest && testRequest(key.key),
    mayTest && element("h3", {}, "Use it in your program"), mayTest && sampleTabs(key.key, key.allowed_tiers?.[0])), {
    isWide: true,
    keepsOpen: () => {
      const keeps = !copied && warning.hidden;
      warning.hidden = !keeps;
      return keeps;
    },
  });
}

/** Fills in the teams once they are read. Until then, and if there are none, there is nothing to choose. */
function withTeams(form, chosen = null) {
  const place = element("div", {});
  form.querySelector(".team").append(place);
  load(place, () => get("v1/teams"), ({ data }) => data.length > 0 && field("Team", {
    name: "team", value: chosen ?? "", options: [["", "none"], ...data.map(({ name }) => [name, name])],
  }, "The keys of a team share its limits."));
  return form;
}

function keyForm(key, verb) {
  const usd = (text) => (text === null || text === undefined ? "" : text.replace(/\.?0+$/, ""));
  const number = (value) => value ?? "";
  const scopes = key?.scopes ?? ["inference", "account:read"];
  const tiers = key?.allowed_tiers ?? TIERS;
  return element("form", {},
    field("Name", { name: "name", value: key?.name ?? "", required: true, maxlength: 100, placeholder: "production", "data-wrong": "Type a name." }, "Where it is used. Only you see it."),
    element("div", { class: "pair" },
      field("Daily limit", { name: "daily_limit_usd", value: usd(key?.daily_limit_usd), inputmode: "decimal", placeholder: "none", prefix: "$", suffix: "a day" }, "Requests beyond it are refused."),
      field("Monthly budget", { name: "monthly_budget_usd", value: usd(key?.monthly_budget_usd), inputmode: "decimal", placeholder: "none", prefix: "$", suffix: "a month" })),
    element("div", { class: "team" }),
    element("fieldset", { class: "checks" }, element("legend", {}, "Tiers"), TIERS.map((tier) => checkbox(tier, { name: "tier", value: tier, checked: tiers.includes(tier) }))),
    element("details", { open: key !== null },
      element("summary", {}, "Rights, pace and expiry"),
      element("fieldset", { class: "checks" }, element("legend", {}, "It may"), SCOPES.map(([scope, label, hint]) => checkbox(label, { name: "scope", value: scope, checked: scopes.includes(scope) }, hint))),
      element("div", { class: "pair" },
        field("Requests a minute", { name: "requests_per_minute", value: number(key?.requests_per_minute), inputmode: "numeric", placeholder: "any" }),
        field("Tokens a minute", { name: "tokens_per_minute", value: number(key?.tokens_per_minute), inputmode: "numeric", placeholder: "any" }),
        field("Requests at once", { name: "concurrent_requests", value: number(key?.concurrent_requests), inputmode: "numeric", placeholder: "any" }),
        field("Expires", { name: "expires_at", type: "datetime-local", value: localTime(key?.expires_at) }, "Empty: never."))),
    element("div", { class: "buttons" }, submitButton(verb)));
}

/** The fields of the API for what is in the form. */
function keyOf(form) {
  const values = new FormData(form);
  const chosen = values.getAll("tier");
  if (chosen.length === 0) throw new WrongField("tier", "Choose a tier.");
  const scopes = values.getAll("scope");
  if (scopes.length === 0) throw new WrongField("scope", "Choose what the key may do.");
  return {
    name: values.get("name").trim(),
    team: values.get("team") || null,
    scopes,
    allowed_tiers: chosen.length === TIERS.length ? null : chosen,
    daily_limit_usd: amount(values, "daily_limit_usd"),
    monthly_budget_usd: amount(values, "monthly_budget_usd"),
    requests_per_minute: whole(values, "requests_per_minute"),
    tokens_per_minute: whole(values, "tokens_per_minute"),
    concurrent_requests: whole(values, "concurrent_requests"),
    expires_at: values.get("expires_at") ? new Date(values.get("expires_at")).toISOString() : null,
  };
}

function whole(values, name) {
  const text = values.get(name).trim().replaceAll(",", "");
  if (text === "") return null;
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : wrong(name, "Type a whole number from 1, or nothing.");
}

function wrong(name, message) {
  throw new WrongField(name, message);
}

function localTime(text) {
  if (!text) return "";
  const time = new Date(text);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

