// The view of keys and teams.
import { element, fill } from "./dom.js";
import { keyList, newKeyButton } from "./keys.js";
import { teamList } from "./teams.js";

export function keysView(place) {
  const list = element("div", {});
  const teams = element("section", { "aria-labelledby": "teams-title" });
  fill(place,
    element("div", { class: "section-head" }, element("h1", { tabindex: -1 }, "Keys"), newKeyButton()),
    element("p", { class: "soft" }, "A key lets a program send requests that this account pays for. Give each program its own, with a limit."),
    list, teams);
  teamList(teams);
  return keyList(list);
}
