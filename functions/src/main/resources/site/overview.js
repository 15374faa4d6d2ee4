// The first view: the balance, what is to come of the credit, and the newest requests.
import { element, fill, refill } from "./dom.js";
import { balanceCard, creditCard, follow } from "./balance.js";
import { noRequestsYet, welcomeCard } from "./first-answer.js";
import { requestTable } from "./requests.js";
import { keyName, keys, latest, wallet } from "./session.js";

const SHOWN = 6;

/** @param firstKey the secret of a key that was just made with the account; null otherwise */
export function show(place, { firstKey }) {
  const money = element("div", { class: "cards roomy", "aria-busy": "true" });
  const list = element("div", {});
  // What leads to the first request stays when it has come, with the answer in it.
  const start = element("div", {});
  const requests = element("section", { "aria-busy": "true" }, start, list);
  fill(place,
    element("h1", { tabindex: -1 }, firstKey ? "Welcome to TierUp" : "Overview"),
    firstKey && welcomeCard(firstKey, refresh),
    money, requests);
  const ends = [
    follow(wallet, money, (value) => [
      element("div", {}, balanceCard(value, element("a", { class: "button primary small", href: "#billing" }, "Add money"))),
      creditCard(value.credit, element("a", { href: "#billing" }, "add money")),
    ]),
    wallet.subscribe(() => draw()),
    keys.subscribe(() => draw()),
    latest.subscribe(() => draw()),
  ];
  /** The requests come below the balance, so that nothing moves that somebody reads already. */
  function draw() {
    if (latest.value === null || wallet.value === null) return;
    requests.setAttribute("aria-busy", "false");
    if (latest.value.length === 0 && !firstKey && start.childElementCount === 0) fill(start, beginning());
    refill(list, latest.value.length > 0 && newest(latest.value));
  }
  return () => ends.forEach((end) => end());
}

/** After a request that was sent from here. */
function refresh() {
  latest.refresh();
  wallet.refresh();
}

async function makeKey() {
  (await import("./keys.js")).create();
}

const beginning = () => noRequestsYet(element("button", { type: "button", class: "button primary", onclick: makeKey }, "Make a key"), refresh);

function newest(records) {
  return [
    element("div", { class: "section-head" }, element("h2", {}, "Newest requests"), element("a", { href: "#requests" }, "All requests")),
    requestTable(records.slice(0, SHOWN), keyName, "Newest requests"),
  ];
}
