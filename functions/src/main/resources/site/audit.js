// The audit log: what was done to the account, by whom, and from where.
import { element, fill, moment } from "./dom.js";
import { dateTime } from "./format.js";
import { empty } from "./forms.js";
import { exact, nanosOf } from "./money.js";
import { pages } from "./pages.js";
import { keyName, keys } from "./session.js";

const ACTIONS = {
  "credit.granted": "The sign-up credit was granted",
  "credit.released": "A part of the credit was released",
  "credit.ended": "The credit ended",
  "dispute.opened": "A payment was disputed",
  "dispute.closed": "A dispute was closed",
  "account.opened": "The account was opened",
  "account.exported": "Everything was exported",
  "account.deleted": "The account was deleted",
  "account.frozen": "The account was stopped",
  "account.thawed": "The account was released",
  "account.noted": "The operator wrote a note",
  "session.started": "Signed in",
  "session.ended": "Signed out",
  "sessions.ended": "Signed out everywhere",
  "key.created": "A key was made",
  "key.changed": "A key was changed",
  "key.revoked": "A key was revoked",
  "wallet.daily_limit_changed": "The daily limit was changed",
  "wallet.top_up_placed": "A top-up was begun",
  "wallet.cash_refunded": "Money was paid back",
  "wallet.entry_booked": "The balance was corrected",
  "wallet.rebuilt": "The balance was computed again from its entries",
  "auto_top_up.changed": "Automatic top-ups were changed",
  "auto_top_up.stopped": "Automatic top-ups were turned off",
  "auto_top_up.paused": "Automatic top-ups paused",
  "payment_method.saved": "A payment method was saved",
  "alerts.changed": "The alerts were changed",
  "alert.dropped": "An alert could not be delivered",
  "models.changed": "The model names were changed",
  "responses.changed": "Whether responses are kept was changed",
  "team.changed": "A team was changed",
};
const ACTORS = { session: "you", operator: "the operator", service: "the service" };

const AMOUNT = /^-?\d+\.\d{9}$/;

/** What is named where there is only one of it. */
const NO_TARGETS = new Set(["session", "sessions"]);

export function show(place) {
  const list = element("div", {});
  fill(place,
    element("h1", { tabindex: -1 }, "Audit log"),
    element("p", { class: "soft" }, "Nobody can change it. Events are kept for 400 days."),
    list);
  let isShown = false;
  // The names of keys come first, so that the rows have them.
  return keys.subscribe(() => {
    if (isShown) return;
    isShown = true;
    fill(list, pages("v1/audit", {
      label: "Audit log",
      heads: [["Time"], ["What"], ["By"], ["To", "extra"], ["From the network", "extra"]],
      row: (event) => element("tr", {},
        element("td", {}, moment(event.created_at, dateTime(event.created_at))),
        isNote(event)
          ? element("td", { class: "given" }, `${ACTIONS[event.action]}: ${event.target}`)
          : element("td", {}, ACTIONS[event.action] ?? event.action),
        element("td", { class: event.actor in ACTORS ? "actor" : "given" }, who(event.actor)),
        element("td", { class: "given extra" }, isNote(event) ? "–" : what(event.target)),
        element("td", { class: "extra" }, event.from_address_prefix ?? "–")),
      empty: () => empty("Nothing yet", "Sign-ins and changes of keys and settings are recorded here."),
    }).place);
  });
}

/** A note is read on narrow screens, too, which have no column for the target. */
const isNote = (event) => event.action === "account.noted";

function what(target) {
  if (NO_TARGETS.has(target)) return "–";
  return target.startsWith("key_") ? keyName(target) : AMOUNT.test(target) ? exact(nanosOf(target)) : target;
}

const who = (actor) => ACTORS[actor] ?? (actor.startsWith("key_") ? `key ${keyName(actor)}` : actor);
