// Builds the page out of elements and text. Nothing is ever read as markup, so names and answers cannot bring scripts with them.

/**
 * Creates an element.
 *
 * @param attributes a function is a listener of the event that its name says after "on"; null and false leave the attribute out
 * @param children elements or texts; null and false are left out
 */
export function element(name, attributes = {}, ...children) {
  return dress(document.createElement(name), attributes, children);
}

/** Creates an element of a drawing. */
export function shape(name, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function dress(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...present(children));
  return node;
}

/** Replaces what is in an element. */
export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

/** Replaces what is in an element, and gives the focus back to what had it before, if that is still there. */
export function refill(node, ...children) {
  const focused = node.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  fill(node, ...children);
  if (focused) [...node.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
  return node;
}

const present = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);

/** A moment in the reader's own time, with the exact one for those who point at it. */
export function moment(text, shown) {
  return element("time", { datetime: text, title: `${text} (UTC)` }, shown);
}

export const byId = (id) => document.getElementById(id);
