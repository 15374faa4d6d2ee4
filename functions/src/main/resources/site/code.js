// Copy buttons of code, and the reader's own key in examples.
"use strict";

/** Where the key is that was last made in this tab: in the session's storage, which the browser empties when the tab is closed. */
const KEPT = "tierup.new-key";
const SECRET = /^tu-[0-9A-Za-z]{38}$/;
const PLACE = /tu-YOUR-KEY/g;

/** Keeps a key that is shown once, so that examples can have it while the tab is open. Other secrets are not kept. */
export function rememberKey(secret) {
  if (!SECRET.test(secret)) return;
  try {
    sessionStorage.setItem(KEPT, secret);
  } catch {
    // Then examples have a place for it.
  }
}

/** Forgets the key, when its owner signs out. */
export function forgetKey() {
  try {
    sessionStorage.removeItem(KEPT);
  } catch {
    // Then there is none.
  }
}

/** Puts the key that was made in this tab into all examples. Returns whether there is one. */
export function fillInKey(within = document) {
  const key = storedKey();
  if (key === null) return false;
  for (const code of within.querySelectorAll("pre code")) {
    const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(PLACE, key);
  }
  return true;
}

function storedKey() {
  try {
    const key = sessionStorage.getItem(KEPT);
    return SECRET.test(key ?? "") ? key : null;
  } catch {
    return null;
  }
}

/** Shows the copy buttons, and makes code that is wider than its place reachable by keyboard. */
export function enableCopying(within = document) {
  for (const button of within.querySelectorAll(".code .copy-code")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  makeScrollable(within);
}

/** Lets the keyboard reach what has to be scrolled sideways. */
export function makeScrollable(within = document) {
  for (const wide of within.querySelectorAll("pre, .scroll")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }
}

async function copy(button) {
  const code = button.parentElement.querySelector("code");
  const name = button.textContent;
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(code);
    button.textContent = "Press Ctrl-C";
  }
  setTimeout(() => { button.textContent = name; }, 2000);
}
