// The documentation: search and copy buttons.
import { enableCopying, fillInKey } from "./code.js";
import { element, fill } from "./dom.js";
import { search } from "./search.js";

const root = document.body.dataset.root;
const form = document.getElementById("search");
const field = document.getElementById("search-words");
const list = document.getElementById("search-results");
const status = form.querySelector(".search-status");
let index = null;
let chosen = -1;

enableCopying();
fillInKey();

async function load() {
  index ??= fetch(`${root}docs/search.json`).then((answer) => answer.json());
  try {
    return await index;
  } catch {
    index = null;
    status.textContent = "The search could not be loaded. Try again, or look through all pages.";
    return [];
  }
}

async function show() {
  const words = field.value.trim();
  const parts = words === "" ? [] : await load();
  if (words !== field.value.trim()) return;
  const found = search(parts, words);
  fill(list, found.map(option));
  list.hidden = found.length === 0;
  field.setAttribute("aria-expanded", String(found.length > 0));
  choose(-1);
  if (words === "") status.textContent = "";
  else if (parts.length > 0) status.textContent = found.length === 0 ? "Nothing found. Try fewer or other words." : `${found.length} found`;
}

function option({ address, page, heading, excerpt }, number) {
  return element("li", { role: "option", id: `result-${number}`, "aria-selected": "false" },
    element("a", { href: root + address, tabindex: "-1" },
      element("strong", {}, heading || page), heading && [" ", element("small", {}, page)],
      element("span", {}, excerpt.map(({ text, hit }) => (hit ? element("mark", {}, text) : text)))));
}

function choose(number) {
  const options = [...list.children];
  chosen = options.length === 0 ? -1 : Math.max(-1, Math.min(number, options.length - 1));
  options.forEach((each, at) => each.setAttribute("aria-selected", String(at === chosen)));
  if (chosen < 0) field.removeAttribute("aria-activedescendant");
  else {
    field.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }
}

field.addEventListener("focus", load, { once: true });
field.addEventListener("input", show);
field.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") choose(chosen + 1);
  else if (event.key === "ArrowUp") choose(chosen - 1);
  else if (event.key === "Escape") {
    field.value = "";
    show();
  } else return;
  event.preventDefault();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  (list.children[Math.max(chosen, 0)]?.querySelector("a") ?? field).click();
});
document.addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof HTMLElement && (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName));
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
  }
});
