// The view of all requests, with filters. New ones appear at the top.
import { element, fill } from "./dom.js";
import { empty, field, refuse } from "./forms.js";
import { pages } from "./pages.js";
import { HEADS, row } from "./requests.js";
import { fits } from "./filter.js";
import { keyName, keys, latest } from "./session.js";

const FIELDS = ["tier", "key_id", "api", "outcome", "from", "to"];

export function show(place) {
  const list = element("div", {});
  const filters = element("form", { class: "filters", "aria-label": "Filters", onsubmit: (event) => event.preventDefault(), onchange: () => draw() });
  fill(place,
    element("h1", { tabindex: -1 }, "Requests"),
    element("p", { class: "soft" }, "One line for each request: what was counted, and what it cost. Open one for its story. Records are kept for 400 days."),
    filters, list);
  let add = () => {};
  let started = false;
  const ends = [
    keys.subscribe((all) => {
      if (!started) {
        started = true;
        fill(filters, filterFields(all));
        draw();
      }
    }),
    latest.subscribe((records) => add(records)),
  ];

  function draw() {
    const chosen = chosenOf(filters);
    if (chosen.from > chosen.to) {
      add = () => {};
      refuse(list, "The first day is after the last.");
      return;
    }
    const query = new URLSearchParams(chosen).toString();
    const { place: shown, add: addTo } = pages(`v1/usage/requests${query ? `?${query}` : ""}`, {
      label: "Requests", kind: "requests", heads: HEADS, row: (record) => row(record, keyName),
      empty: () => (query
        ? empty("No request fits", "Change the filters, or remove them.", element("button", { type: "button", class: "button", onclick: () => { filters.reset(); draw(); } }, "Remove the filters"))
        : empty("No requests yet", "A request appears here when its answer has ended. The overview has ready-made ones.", element("a", { class: "button primary", href: "#overview" }, "To the overview"))),
    });
    add = (records) => addTo(records.filter((record) => fits(record, chosen)));
    fill(list, shown);
  }
  return () => ends.forEach((end) => end());
}

function filterFields(all) {
  const choice = (label, name, options) => field(label, { name, value: "", options: [["", "all"], ...options] });
  return [
    choice("Tier", "tier", ["tier-1", "tier-2", "tier-3", "tier-4"].map((tier) => [tier, tier])),
    choice("Key", "key_id", all.map((key) => [key.id, key.name])),
    choice("API", "api", [["chat", "chat"], ["responses", "responses"], ["messages", "messages"]]),
    choice("Outcome", "outcome", [["answered", "answered"], ["failed", "failed"], ["expired", "broke off"]]),
    field("From, UTC", { name: "from", type: "date" }),
    field("To, UTC", { name: "to", type: "date" }),
  ];
}

function chosenOf(form) {
  const values = new FormData(form);
  return Object.fromEntries(FIELDS.map((name) => [name, values.get(name)]).filter(([, value]) => value));
}
