// The cards of the balance and of the sign-up credit, which follow the wallet while requests run.
import { element, moment, refill } from "./dom.js";
import { balance, exact, nanosOf, shareOf, spent } from "./money.js";
import { counted, date, fromNow, utcDay } from "./format.js";
import { schedule } from "./credit.js";

const FROZEN = {
  debt: "A refund or a dispute took back more than was left. Add money to go on.",
  dispute: "A payment is disputed. Requests are refused until that is settled.",
  operator: "The operator of this service has stopped this account. Write to them to find out why.",
  invariant: "A check of the books failed. The operator has been told, and your money is safe.",
  deleted: "This account was deleted.",
};

/** Draws the card of the balance for a wallet. */
export function balanceCard(wallet, ...actions) {
  const available = nanosOf(wallet.available_usd);
  return [
    wallet.status === "frozen" && element("div", { class: "notice bad", role: "alert" },
      element("p", {}, element("strong", {}, "Requests are refused. "), wallet.frozen_reasons.map((reason) => FROZEN[reason] ?? reason).join(" "))),
    element("div", { class: "card balance" },
      element("div", { class: "card-head" }, element("h2", {}, "Balance"), element("div", { class: "actions" }, actions)),
      element("p", { class: "figure", id: "balance", title: exact(available) }, balance(available)),
      element("p", { class: "soft" }, purses(wallet)),
      holds(wallet),
      limits(wallet)),
  ];
}

function purses(wallet) {
  const [cash, grant] = [nanosOf(wallet.cash_usd), nanosOf(wallet.grant_usd)];
  if (cash === 0n && grant === 0n) return "Nothing is left. tier-1 stays free; for the others, add money.";
  return `${balance(cash)} paid in, ${balance(grant)} credit. Credit is used first.`;
}

function holds(wallet) {
  return element("p", { class: "live", id: "holds" },
    element("span", { class: wallet.open_holds > 0 ? "dot on" : "dot" }),
    wallet.open_holds === 0
      ? "No request is running."
      : `${counted(wallet.open_holds, "request is", "requests are")} running. ${spent(nanosOf(wallet.held_usd))} is held for them, the most that they can cost.`);
}

function limits(wallet) {
  const free = element("div", {}, element("dt", {}, "Free tier-1 left today"), element("dd", { title: `until ${wallet.resets_at}` }, spent(nanosOf(wallet.free_left_usd))));
  if (wallet.daily_limit_usd === null) return element("dl", { class: "facts" }, free);
  const [limit, left] = [nanosOf(wallet.daily_limit_usd), nanosOf(wallet.daily_left_usd)];
  return element("dl", { class: "facts" },
    element("div", {},
      element("dt", {}, "Daily limit"),
      element("dd", {}, `${spent(left)} of ${spent(limit)} left`, element("progress", { "aria-label": "Used of the daily limit", max: 1, value: shareOf(limit - left, limit) }))),
    free);
}

/** Draws the card of the sign-up credit; null if the account has none, or if it is over. */
export function creditCard(credit, toTopUp) {
  if (credit === null || credit.status === "ended") return null;
  const [granted, released] = [nanosOf(credit.granted_usd), nanosOf(credit.released_usd)];
  const head = element("div", { class: "card-head" }, element("h2", {}, "Sign-up credit"), element("span", { class: "soft" }, `${balance(released)} of ${balance(granted)}`));
  if (credit.status === "waiting") {
    return element("div", { class: "card credit" }, head,
      element("p", {}, "Your credit waits: today's credits have all been given. It comes on one of the next days, and you need not do anything."));
  }
  const coming = schedule(credit);
  return element("div", { class: "card credit" }, head,
    element("progress", { "aria-label": "Released of the credit", max: 1, value: shareOf(released, granted) }),
    coming
      ? [
        element("dl", { class: "facts" },
          fact(["Next ", moment(coming.at, fromNow(coming.at))], `+ ${balance(coming.next)}`),
          coming.parts > 1 && fact(`Then each day until ${utcDay(coming.lastDay)}`, `+ ${balance(coming.remaining - coming.next)}`)),
        element("p", { class: "soft" }, `Or all ${balance(coming.remaining)} at once: `, toTopUp, "."),
      ]
      : element("p", {}, "All of it is in your balance."),
    credit.ends_at && element("p", { class: "soft" }, "What is not used by ", moment(credit.ends_at, date(credit.ends_at)), " ends then. It is never paid out."));
}

const fact = (name, value) => element("div", {}, element("dt", {}, name), element("dd", {}, value));

/** Keeps a place filled with what `draw` makes of a value, until what is returned is called. */
export function follow(polled, place, draw) {
  return polled.subscribe((value) => {
    refill(place, draw(value));
    place.setAttribute("aria-busy", "false");
  });
}
