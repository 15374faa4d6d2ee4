// Lists that are longer than a page, read piece by piece with a cursor.
import { element, fill } from "./dom.js";
import { get } from "./api.js";
import { counted } from "./format.js";
import { announce, load, problem } from "./forms.js";

const PAGE_SIZE = 25;

/**
 * A table that begins with the newest entries, and a button for more. What was shown stays when more cannot be read.
 *
 * @param path of a list of the API, with its filters
 * @param heads names and classes of the columns
 * @param row draws an entry as a row
 * @param empty draws what is shown when there is none
 * @returns the place of the list, and `add`, which puts newer entries above the others
 */
export function pages(path, { label, kind = "", heads, row, empty }) {
  const body = element("tbody", {});
  const foot = element("div", { class: "more", "aria-live": "polite" });
  const table = element("div", { class: "scroll", role: "region", "aria-label": label, tabindex: 0 },
    element("table", { class: kind }, element("thead", {}, element("tr", {}, heads.map(([name, type]) => element("th", { scope: "col", class: type }, name)))), body));
  const place = element("div", {});
  const shown = new Set();
  const read = (cursor) => get(`${path}${path.includes("?") ? "&" : "?"}limit=${PAGE_SIZE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
  const fresh = (entries) => entries.filter(({ id }) => !shown.has(id) && shown.add(id));
  let isRead = false;

  load(place, () => firstFilled(read, null), (page) => {
    isRead = true;
    show(page);
    return shown.size === 0 ? empty() : [table, foot];
  });

  function show(page) {
    body.append(...fresh(page.data).map(row));
    fill(foot, page.has_more && element("button", { type: "button", class: "button", onclick: () => more(page.next_cursor) }, "Show more"));
  }

  async function more(cursor) {
    fill(foot, element("p", { class: "soft" }, "Reading …"));
    try {
      const page = await firstFilled(read, cursor);
      const last = body.lastElementChild;
      show(page);
      announce(`${counted(page.data.length, "more entry", "more entries")}.`);
      last.nextElementSibling?.querySelector("a, button")?.focus();
    } catch (failure) {
      fill(foot, problem(failure, () => more(cursor)));
    }
  }

  /** Newest first, as they come from the API. Entries that are shown already are left out. */
  function add(entries) {
    if (!isRead) return;
    const newer = fresh(entries);
    if (newer.length === 0) return;
    const rows = newer.map(row);
    rows.forEach((one) => one.classList.add("new"));
    body.prepend(...rows);
    if (!table.isConnected) fill(place, table, foot);
  }
  return { place, add };
}

/** The next page that has an entry: some lists have pages without any, which only carry on the search. */
async function firstFilled(read, cursor) {
  let page = await read(cursor);
  while (page.data.length === 0 && page.has_more) page = await read(page.next_cursor);
  return page;
}
