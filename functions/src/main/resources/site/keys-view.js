// The view of keys and teams.
import { element, fill } from "./dom.js";
import { keyList, newKeyButton } from "./keys.js";
import { keys } from "./session.js";
import { teamList } from "./teams.js";

export function show(place) {
  const list = element("div", {});
  const teams = element("section", { "aria-labelledby": "teams-title" });
  fill(place,
    element("div", { class: "section-head" }, element("h1", { tabindex: -1 }, "Keys"), newKeyButton()),
    element("p", { class: "soft" }, "A key lets a program send requests that this account pays for. Give each program its own, with a limit."),
    list, teams);
  // The teams come below the keys, so that nothing moves that somebody reads already.
  keys.known().catch(() => {}).then(() => teamList(teams));
  return keyList(list);
}
