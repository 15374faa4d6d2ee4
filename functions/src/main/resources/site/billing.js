// Money: top-ups, by hand and automatic, the daily limit, and what has changed the balance.
import { element, fill, moment, refill } from "./dom.js";
import { get, post, put, remove } from "./api.js";
import { balanceCard, creditCard } from "./balance.js";
import { amount, checkbox, confirmed, empty, field, load, openDialog, submitButton, submits, toast, WrongField } from "./forms.js";
import { balance, exact, nanosOf, typedUsd } from "./money.js";
import { counted, date, dateTime } from "./format.js";
import { schedule } from "./credit.js";
import { pages } from "./pages.js";
import { wallet } from "./session.js";

const CHOICES = ["10", "25", "50", "100"];
const DEFAULT_CHOICE = "25";

export const ENTRIES = {
  top_up: "Top-up", refund: "Refund", dispute: "Dispute", adjustment: "Correction", grant: "Credit", sign_up_credit: "Sign-up credit",
};

export function show(place, { account }) {
  const content = element("div", { class: "content" });
  fill(place, element("h1", { tabindex: -1 }, "Billing"), content);
  let follows = () => {};
  load(content, () => Promise.all([wallet.known(), get("v1/wallet/top-ups?limit=100"), get("v1/account/auto-top-up")]), ([, topUps, rule]) => {
    const cards = moneyCards(rule);
    follows = cards.follows;
    return [openCheckouts(topUps), cards.shown,
      element("section", {}, element("h2", {}, "History and receipts"), entries(account, topUps.data).place)];
  });
  return () => follows();
}

/** What is there and how it changes: the balance, top-ups, and the limit. */
function moneyCards(rule) {
  const money = element("div", { class: "cards" });
  const topUp = topUpCard();
  const autoTopUp = element("div", { class: "card" });
  const limit = element("div", { class: "card" });
  fill(autoTopUp, autoTopUpForm(rule, autoTopUp));
  let shownLimit;
  const follows = wallet.subscribe((value) => {
    refill(money, element("div", {}, balanceCard(value)), creditCard(value.credit, "add money"));
    topUp.draw(value);
    // What somebody types in the form stays while the balance moves.
    if (shownLimit === value.daily_limit_usd) return;
    shownLimit = value.daily_limit_usd;
    fill(limit, limitForm(value));
  });
  return { shown: [money, element("div", { class: "cards uneven" }, element("div", { class: "stack" }, topUp.card, limit), autoTopUp)], follows };
}

function topUpCard() {
  const bonus = element("p", { class: "notice", hidden: true });
  const other = field("Amount", { name: "amount_usd", value: DEFAULT_CHOICE, required: true, inputmode: "decimal", prefix: "$", "data-wrong": "Type dollars from 5 to 1000." }, "From $5 to $1,000.");
  const input = other.querySelector("input");
  const chips = CHOICES.map((choice) => element("button", { type: "button", "aria-pressed": "false", onclick: () => { input.value = choice; press(); input.dispatchEvent(new Event("input", { bubbles: true })); } }, `$${choice}`));
  const press = () => chips.forEach((chip, index) => chip.setAttribute("aria-pressed", String(typedUsd(input.value) === CHOICES[index])));
  input.addEventListener("input", press);
  press();
  let attempt = newAttempt("");
  const form = element("form", {},
    bonus,
    element("div", { class: "chips", role: "group", "aria-label": "Amounts" }, chips),
    other,
    checkbox("Save the payment method for automatic top-ups", { name: "save" }, "It replaces the one that was saved before."),
    element("div", { class: "buttons" }, submitButton("Continue to payment")),
    element("p", { class: "soft" }, "You pay at Stripe. Your balance grows as soon as the payment arrives, mostly at once. It does not expire."));
  submits(form, async (values) => {
    const body = { amount_usd: amountOf(values.amount_usd), save_payment_method: values.save === "on" };
    // The same key again if the answer was lost, so that there is one checkout.
    if (attempt.of !== JSON.stringify(body)) attempt = newAttempt(JSON.stringify(body));
    const placed = await post("v1/wallet/top-ups", body, { headers: { "idempotency-key": attempt.key } });
    attempt = newAttempt("");
    location.assign(placed.checkout_url);
  });
  return {
    card: element("div", { class: "card", id: "top-up" }, element("div", { class: "card-head" }, element("h2", {}, "Add money")), form),
    draw: (value) => {
      const coming = value.credit?.status === "active" ? schedule(value.credit) : null;
      bonus.hidden = coming === null;
      if (coming) fill(bonus, `A top-up also brings the ${balance(coming.remaining)} of your credit that are still to come.`);
    },
  };
}

const newAttempt = (of) => ({ of, key: crypto.randomUUID() });

function amountOf(text) {
  const typed = typedUsd(text);
  if (typed === null) throw new WrongField("amount_usd", "Type dollars from 5 to 1000, such as 25 or 12.50.");
  return typed;
}

/** Checkouts that were begun and not paid. */
function openCheckouts({ data }) {
  const pending = data.filter(({ status, checkout_url: url }) => status === "pending" && url);
  return pending.length > 0 && element("div", { class: "notice" },
    pending.map((one) => element("p", {}, `A checkout of ${balance(nanosOf(one.amount_usd))} from `, moment(one.created_at, dateTime(one.created_at)), " is not paid. ",
      element("a", { href: one.checkout_url }, "Continue"), ".")));
}

const AUTO_STATES = {
  off: null,
  needs_payment_method: "It starts once a payment method is saved: add money above, with the box ticked.",
  active: "It is on.",
  paused: "It is paused.",
};
const PAUSES = {
  declined: "Three charges in a row were declined.",
  authentication_required: "Your bank wants you to confirm the payment. We have sent you an e-mail with a checkout.",
};

function autoTopUpForm(rule, place) {
  const redraw = (changed) => fill(place, autoTopUpForm(changed, place));
  const usd = (text, otherwise) => (text === null ? otherwise : text.replace(/\.?0+$/, ""));
  const form = element("form", {},
    element("div", { class: "pair" },
      field("When the balance is below", { name: "threshold_usd", value: usd(rule.threshold_usd, "5"), required: true, inputmode: "decimal", prefix: "$", "data-wrong": "Type dollars such as 5." }),
      field("Add", { name: "amount_usd", value: usd(rule.amount_usd, "25"), required: true, inputmode: "decimal", prefix: "$", "data-wrong": "Type dollars from 5 to 1000." })),
    field("At most, in a UTC day", { name: "max_per_day", value: rule.max_per_day ?? 2, type: "number", min: 1, max: 10, required: true, suffix: "times", "data-wrong": "Type a number from 1 to 10." }),
    element("div", { class: "buttons" },
      element("button", { type: "submit", class: "button" }, rule.status === "off" ? "Turn on" : rule.status === "paused" ? "Save and go on" : "Save"),
      rule.status !== "off" && element("button", { type: "button", class: "button", onclick: () => endAutoTopUp(redraw) }, "Turn off")));
  submits(form, async (values) => {
    const threshold = typedUsd(values.threshold_usd);
    if (threshold === null) throw new WrongField("threshold_usd", "Type dollars such as 5.");
    redraw(await put("v1/account/auto-top-up", { threshold_usd: threshold, amount_usd: amountOf(values.amount_usd), max_per_day: Number(values.max_per_day) }));
    toast("Automatic top-ups were saved.");
  });
  const state = AUTO_STATES[rule.status];
  return [
    element("div", { class: "card-head" }, element("h2", {}, "Automatic top-ups"), element("span", { class: rule.status === "active" ? "badge good" : rule.status === "paused" ? "badge bad" : "badge" }, rule.status === "off" ? "off" : rule.status === "active" ? "on" : rule.status === "paused" ? "paused" : "needs a payment method")),
    rule.status === "paused"
      ? element("p", { class: "notice bad" }, `${state} ${PAUSES[rule.paused_reason] ?? ""}`)
      : element("p", { class: "soft" }, rule.status === "active" ? `It charges the saved payment method. ${counted(rule.charged_today, "charge")} today.` : state ?? "Charges a saved payment method, so that your programs do not run dry."),
    form,
  ];
}

async function endAutoTopUp(redraw) {
  await confirmed("Turn off automatic top-ups?", "The saved payment method is deleted. A charge that is running at this moment is still credited.", "Turn off", () => remove("v1/account/auto-top-up"));
  redraw(await get("v1/account/auto-top-up"));
}

function limitForm(value) {
  const text = value.daily_limit_usd === null ? "" : value.daily_limit_usd.replace(/\.?0+$/, "");
  const form = element("form", {},
    field("The account spends at most", { name: "daily_limit_usd", value: text, inputmode: "decimal", placeholder: "no limit", prefix: "$", suffix: "in a UTC day" },
      "Over all keys. Requests beyond it are refused until midnight UTC. Empty: no limit."),
    element("div", { class: "buttons" }, element("button", { type: "submit", class: "button" }, "Save")));
  submits(form, async () => {
    wallet.take(await put("v1/wallet/daily-limit", { daily_limit_usd: amount(new FormData(form), "daily_limit_usd") }));
    toast("The daily limit was saved.");
  });
  return [element("div", { class: "card-head" }, element("h2", {}, "Daily limit")), form];
}

function entries(account, topUps) {
  const automatic = new Set(topUps.filter((one) => one.automatic).map(({ id }) => id));
  return pages("v1/wallet/entries", {
    label: "History",
    heads: [["Date"], ["What"], ["Amount", "number"], ["Receipt", "number"]],
    row: (entry) => element("tr", {},
      element("td", {}, moment(entry.created_at, dateTime(entry.created_at))),
      element("td", {}, ENTRIES[entry.type] ?? entry.type, automatic.has(entry.top_up_id) && [" ", element("span", { class: "badge" }, "automatic")]),
      element("td", { class: "number", title: exact(nanosOf(entry.amount_usd)) }, balance(nanosOf(entry.amount_usd))),
      element("td", { class: "number" }, entry.type === "top_up" && element("button", { type: "button", class: "link", "aria-label": `Receipt of ${dateTime(entry.created_at)}`, onclick: () => receipt(entry, account) }, "Receipt"))),
    empty: () => empty("Nothing yet", "Top-ups, credits and refunds will be listed here, with receipts."),
  });
}

/** A receipt to print or to save as a PDF. */
function receipt(entry, account) {
  const place = element("div", { class: "receipt" });
  load(place, () => get(`v1/wallet/top-ups/${entry.top_up_id}`), (topUp) => receiptOf(topUp, entry, account));
  openDialog("Receipt", place);
}

function receiptOf(topUp, entry, account) {
  const line = (name, value) => element("div", {}, element("dt", {}, name), element("dd", {}, value));
  return [
    element("p", {}, element("strong", {}, "TierUp"), ", prepaid use of the API"),
    element("dl", { class: "facts" },
      line("Amount paid", exact(nanosOf(entry.amount_usd))),
      line("Date", `${date(entry.created_at)} ${new Date(entry.created_at).getFullYear()}`),
      line("Paid", topUp.automatic ? "automatically, with the saved payment method, at Stripe" : "at Stripe"),
      line("Top-up", entry.top_up_id),
      line("Account", account.email ?? account.id),
      line("Account id", account.id)),
    element("p", { class: "soft" }, "The invoice with your payment details is in the e-mail from Stripe."),
    element("div", { class: "buttons" }, element("button", { type: "button", class: "button", onclick: () => window.print() }, "Print or save as PDF")),
  ];
}

