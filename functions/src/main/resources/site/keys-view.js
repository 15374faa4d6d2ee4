// The view of keys and teams.
import { element, fill } from "./dom.js";
import { keyList, newKeyButton } from "./keys.js";

export function keysView(place) {
  const list = element("div", {});
  fill(place,
    element("div", { class: "section-head" }, element("h1", { tabindex: -1 }, "Keys"), newKeyButton()),
    element("p", { class: "soft" }, "A key lets a program send requests that this account pays for. Give each program its own, with a limit."),
    list);
  return keyList(list);
}
