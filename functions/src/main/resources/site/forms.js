// Forms, dialogs and messages, as all pages with an account use them.
import { element, fill } from "./dom.js";
import { Refusal, explained } from "./api.js";
import { typedUsd } from "./money.js";

let fields = 0;

/**
 * A labelled field with a hint, and room for what is wrong with it.
 *
 * @param attributes those of the input; with `options`, it becomes a choice of [value, text]; `prefix` and `suffix` are shown beside what is typed
 */
export function field(label, attributes, hint = "") {
  const id = `field-${++fields}`;
  const { options, prefix, suffix, ...rest } = attributes;
  const described = `${id}-hint ${id}-error`;
  const control = options
    ? element("select", { id, "aria-describedby": described, ...rest }, options.map(([value, text]) => element("option", { value, selected: value === rest.value }, text)))
    : element("input", { id, "aria-describedby": described, autocomplete: "off", ...rest });
  return element("div", { class: "field" },
    element("label", { for: id }, label),
    prefix || suffix
      ? element("span", { class: "affixed" }, prefix && element("span", { class: "before" }, prefix), control, suffix && element("span", {}, suffix))
      : control,
    element("p", { class: "hint", id: `${id}-hint`, hidden: !hint }, hint),
    element("p", { class: "wrong", id: `${id}-error`, hidden: true }));
}

/** A choice that can be on or off. */
export function checkbox(label, attributes, hint = "") {
  const id = `field-${++fields}`;
  return element("div", { class: "field check" },
    element("input", { type: "checkbox", id, "aria-describedby": hint ? `${id}-hint` : null, ...attributes }),
    element("label", { for: id }, label),
    hint ? element("p", { class: "hint", id: `${id}-hint` }, hint) : null);
}

/** A button of a form. While the form is being sent it shows that, and cannot be pressed again. */
export const submitButton = (text) => element("button", { type: "submit", class: "button primary" }, text);

/**
 * Sends a form by an action. A failure is shown beside the field that it names, or above the buttons. What was typed stays.
 *
 * @param action gets the form's values by name; throws to refuse
 */
export function submits(form, action) {
  const message = element("p", { class: "wrong form-wrong", role: "alert", hidden: true });
  const buttons = form.querySelector(".buttons");
  if (buttons) buttons.before(message);
  else form.append(message);
  form.noValidate = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    clearErrors(form, message);
    if (!checked(form)) return;
    form.setAttribute("aria-busy", "true");
    try {
      await action(Object.fromEntries(new FormData(form)), form);
    } catch (failure) {
      blame(form, message, failure);
    } finally {
      form.setAttribute("aria-busy", "false");
    }
  });
  form.addEventListener("input", (event) => right(event.target));
  return form;
}

/** What a person typed is wrong; `name` is that of the field. */
export class WrongField extends Error {
  constructor(name, message) {
    super(message);
    this.param = name;
  }
}

/** An amount of a form; null if its field is empty. */
export function amount(values, name) {
  const text = values.get(name).trim();
  if (text === "") return null;
  return typedUsd(text) ?? wrongAmount(name);
}

function wrongAmount(name) {
  throw new WrongField(name, "Type dollars such as 5 or 2.50, or nothing.");
}

function checked(form) {
  const wrong = [...form.elements].find((control) => control.willValidate && !control.checkValidity());
  if (wrong) blameField(wrong, wrong.dataset.wrong ?? wrong.validationMessage);
  return !wrong;
}

function blame(form, message, failure) {
  const named = failure.param ? form.elements.namedItem(failure.param) : null;
  const isKnown = failure instanceof WrongField || failure instanceof Refusal;
  const text = failure instanceof WrongField ? failure.message : explained(failure);
  if (named && isKnown && !(named instanceof RadioNodeList)) blameField(named, text);
  else {
    fill(message, text);
    message.hidden = false;
  }
}

function blameField(control, text) {
  const place = document.getElementById(`${control.id}-error`);
  control.setAttribute("aria-invalid", "true");
  if (place) {
    fill(place, text);
    place.hidden = false;
  }
  control.focus();
}

function right(control) {
  if (control.getAttribute("aria-invalid") !== "true") return;
  control.removeAttribute("aria-invalid");
  const place = document.getElementById(`${control.id}-error`);
  if (place) place.hidden = true;
}

function clearErrors(form, message) {
  message.hidden = true;
  for (const control of form.elements) right(control);
}

/**
 * Opens a dialog. It closes by its button, by Escape, or by `close` of what is returned; the focus goes back to where it was.
 *
 * @param keepsOpen returns whether closing has to wait, such as for a secret that was not copied
 */
export function openDialog(title, content, { keepsOpen = () => false, closed = () => {}, isWide = false } = {}) {
  const id = `dialog-${++fields}`;
  const close = () => dialog.close();
  const dismiss = (event) => {
    event?.preventDefault();
    if (!keepsOpen()) close();
  };
  const dialog = element("dialog", { "aria-labelledby": id, class: isWide ? "wide" : null, oncancel: dismiss },
    element("div", { class: "dialog-head" },
      element("h2", { id }, title),
      element("button", { type: "button", class: "icon", "aria-label": "Close", onclick: dismiss }, "×")),
    element("div", { class: "dialog-body" }, content));
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { close, dialog };
}

/** Asks before something that cannot be undone. Resolves when it was done, and does nothing otherwise. */
export function confirmed(title, explanation, verb, action) {
  return new Promise((resolve) => {
    const form = element("form", {},
      element("p", {}, explanation),
      element("div", { class: "buttons" },
        element("button", { type: "button", class: "button", onclick: () => open.close() }, "Cancel"),
        element("button", { type: "submit", class: "button danger" }, verb)));
    submits(form, async () => {
      await action();
      open.close();
      resolve();
    });
    const open = openDialog(title, form);
  });
}

/** A button that copies a text, and says so. Where a browser does not let pages copy, it selects the text. */
export function copyButton(text, { label = "Copy", copied = () => {}, shownIn = null } = {}) {
  const button = element("button", {
    type: "button",
    class: "button small copies",
    onclick: async () => {
      try {
        await navigator.clipboard.writeText(text);
        fill(button, "Copied");
      } catch {
        if (shownIn) getSelection().selectAllChildren(shownIn);
        fill(button, shownIn ? "Press Ctrl-C" : "Not allowed");
      }
      copied();
      announce(button.textContent);
      setTimeout(() => fill(button, label), 2_500);
    },
  }, label);
  return button;
}

/** Says something to those who listen, and shows it for some seconds to those who look. */
export function announce(text) {
  const place = document.getElementById("announcements");
  if (place) fill(place, text);
}

let toastTimer = null;

export function toast(text) {
  const place = document.getElementById("toast");
  fill(place, text);
  place.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => place.classList.remove("shown"), 5_000);
}

/** The newest read for each place. An answer that comes after a newer question is not drawn. */
const newest = new WeakMap();

/**
 * Reads something and draws it. Until it is there, its place shows that; if it fails, why, and a button to try again.
 *
 * @param draw gets what was read, and returns what is shown
 */
export async function load(place, read, draw) {
  const isNewest = () => newest.get(place) === read;
  newest.set(place, read);
  place.setAttribute("aria-busy", "true");
  if (place.childElementCount === 0) fill(place, element("div", { class: "loading" }, element("span", {}), element("span", {}), element("span", {})));
  try {
    const value = await read();
    // Somebody who has left the view meanwhile does not need it.
    if (place.isConnected && isNewest()) fill(place, draw(value));
  } catch (failure) {
    if (isNewest()) fill(place, problem(failure, () => load(place, read, draw)));
  } finally {
    if (isNewest()) place.setAttribute("aria-busy", "false");
  }
}

/** Says why nothing can be read for a place. What is being read for it is no longer wanted. */
export function refuse(place, text) {
  newest.delete(place);
  place.setAttribute("aria-busy", "false");
  fill(place, element("p", { class: "notice bad", role: "alert" }, text));
}

/** A failure where its content would be. */
export function problem(failure, retry) {
  return element("div", { class: "notice bad", role: "alert" },
    element("p", {}, explained(failure)),
    element("button", { type: "button", class: "button small", onclick: retry }, "Try again"));
}

/** What a list shows that has nothing in it: what would be here, and what to do. */
export function empty(title, text, ...actions) {
  return element("div", { class: "empty" }, element("h2", {}, title), element("p", {}, text), actions.length > 0 && element("p", { class: "actions" }, actions));
}

/** Sections of which one is shown, with the keys of a list of tabs. */
export function tabs(label, panels) {
  const id = `tabs-${++fields}`;
  const buttons = panels.map(({ name }, index) => element("button", {
    type: "button", role: "tab", id: `${id}-${index}`, "aria-controls": `${id}-panel-${index}`, onclick: () => select(index),
    onkeydown: (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) select((index + step + panels.length) % panels.length, true);
    },
  }, name));
  const bodies = panels.map(({ body }, index) =>
    element("div", { role: "tabpanel", id: `${id}-panel-${index}`, "aria-labelledby": `${id}-${index}` }, body));
  function select(chosen, focus = false) {
    buttons.forEach((button, index) => {
      button.setAttribute("aria-selected", String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
      bodies[index].hidden = index !== chosen;
    });
    if (focus) buttons[chosen].focus();
  }
  select(0);
  return element("div", { class: "tabbed" }, element("div", { class: "tabs", role: "tablist", "aria-label": label }, buttons), bodies);
}
