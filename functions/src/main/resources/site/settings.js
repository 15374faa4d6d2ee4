// The account itself: names of models, kept outputs, everything that is stored, sessions, and the end.
import { element, fill } from "./dom.js";
import { get, put, remove, ROOT } from "./api.js";
import { checkbox, confirmed, field, load, openDialog, submits, toast, WrongField } from "./forms.js";
import { balance, nanosOf } from "./money.js";
import { date } from "./format.js";
import { forgetAccount, signOutEverywhere } from "./session.js";

const TIERS = ["tier-1", "tier-2", "tier-3", "tier-4"];

export function show(place, { account }) {
  const content = element("div", { class: "stack narrow" });
  fill(place, element("h1", { tabindex: -1 }, "Settings"), content);
  load(content, () => Promise.all([get("v1/account/models"), get("v1/account/responses")]), ([{ aliases }, { store }]) => [
    accountCard(account), element("div", { class: "card" }, modelForm(aliases)), element("div", { class: "card" }, outputsForm(store)), dataCard(), sessionsCard(), endCard(account),
  ]);
}

const card = (title, ...content) => element("div", { class: "card" }, element("div", { class: "card-head" }, element("h2", {}, title)), content);
const fact = (name, value) => element("div", {}, element("dt", {}, name), element("dd", { class: "given" }, value));

function accountCard(account) {
  return card("Account", element("dl", { class: "facts" },
    fact("E-mail address", account.email ?? "none"), fact("Id", account.id), fact("Opened", date(account.created_at))));
}

/** Which tier is given for the models of other vendors. */
function modelForm(aliases) {
  const rows = element("div", { class: "aliases" });
  const add = (name = "", tier = "tier-2") => {
    const row = element("div", { class: "alias" },
      field("Model", { name: "name", value: name, maxlength: 100, placeholder: "claude-opus-*", spellcheck: "false", autocapitalize: "none" }),
      field("Tier", { name: "tier", value: tier, options: TIERS.map((one) => [one, one]) }),
      element("button", { type: "button", class: "icon", "aria-label": `Remove ${name || "this line"}`, onclick: () => { row.remove(); if (rows.childElementCount === 0) add(); } }, "×"));
    rows.append(row);
    return row;
  };
  Object.entries(aliases).forEach(([name, tier]) => add(name, tier));
  if (rows.childElementCount === 0) add();
  const form = element("form", {},
    rows,
    element("button", { type: "button", class: "link", onclick: () => add().querySelector("input").focus() }, "Add a line"),
    element("div", { class: "buttons" }, element("button", { type: "submit", class: "button" }, "Save")));
  submits(form, async () => {
    const values = new FormData(form);
    const tiers = values.getAll("tier");
    const named = values.getAll("name").map((name, index) => [name.trim(), tiers[index]]).filter(([name]) => name !== "");
    const twice = named.find(([name], index) => named.findIndex(([other]) => other === name) !== index);
    if (twice) throw new WrongField("name", `${twice[0]} is there twice.`);
    await put("v1/account/models", { aliases: Object.fromEntries(named) });
    toast("The model names were saved. They take effect within 30 seconds.");
  });
  return [
    element("div", { class: "card-head" }, element("h2", {}, "Model names")),
    element("p", { class: "soft" }, "For agents whose model cannot be chosen: which tier they get for another vendor's model. A name may end in *; the longest one that fits decides."),
    form,
  ];
}

/** Whether the outputs of the Responses API are kept for a day. */
function outputsForm(store) {
  const form = element("form", {},
    checkbox("Keep the outputs of /v1/responses for a day", { name: "store", checked: store },
      "Encrypted, so that a later request may refer to an output by its id. Without it, clients send the whole conversation, and what was kept before is no longer found."),
    element("div", { class: "buttons" }, element("button", { type: "submit", class: "button" }, "Save")));
  submits(form, async (values) => {
    await put("v1/account/responses", { store: values.store === "on" });
    toast(values.store === "on" ? "Outputs are kept for a day. It takes effect within 30 seconds." : "No output is kept. It takes effect within 30 seconds.");
  });
  return [element("div", { class: "card-head" }, element("h2", {}, "Kept outputs")), form];
}

function dataCard() {
  return card("Your data", element("p", { class: "soft" }, "Account, keys without secrets, top-ups, requests and audit log, as one JSON file. Prompts and answers are not in it, because they are not stored."),
    element("div", { class: "buttons" }, element("a", { class: "button", href: new URL("v1/account/export", ROOT), download: "tierup-account.json" }, "Export everything")));
}

function sessionsCard() {
  return card("Sessions", element("p", { class: "soft" }, "If you have signed in somewhere that you do not trust any more, end all sessions. Keys keep working."),
    element("div", { class: "buttons" }, element("button", {
      type: "button", class: "button", onclick: async () => {
        await confirmed("Sign out everywhere?", "All browsers are signed out within 30 seconds, this one too. Keys keep working.", "Sign out everywhere", signOutEverywhere);
        location.replace(location.pathname);
      },
    }, "Sign out everywhere")));
}

function endCard(account) {
  return card("Delete the account", element("p", { class: "soft" }, "Keys stop, and your e-mail address is erased. It cannot be undone."),
    element("div", { class: "buttons" }, element("button", { type: "button", class: "button danger-text", onclick: () => askToDelete(account) }, "Delete the account …")));
}

function askToDelete(account) {
  const place = element("div", {});
  const word = account.email ?? account.id;
  load(place, () => get("v1/wallet"), (wallet) => deleteForm(wallet, word));
  openDialog("Delete the account?", place);
}

function deleteForm(wallet, word) {
  const [cash, grant] = [nanosOf(wallet.cash_usd), nanosOf(wallet.grant_usd)];
  const form = element("form", {},
    element("ul", {},
      element("li", {}, cash > 0n ? `The ${balance(cash)} that are left of what you paid in are paid back, to the means of payment by which they came.` : "Nothing is left of what you paid in, so nothing is paid back."),
      grant > 0n && element("li", {}, `The ${balance(grant)} of credit end. They are not paid out, and the address gets no second credit.`),
      element("li", {}, "All keys and sessions end within 30 seconds. Requests that are running are answered and charged."),
      element("li", {}, "Your e-mail address is erased. The books stay, under an id that belongs to nobody.")),
    field(`To confirm, type ${word}`, { name: "word", required: true, spellcheck: "false", autocapitalize: "none", "data-wrong": `Type ${word}.` }),
    element("div", { class: "buttons" }, element("button", { type: "submit", class: "button danger" }, "Delete the account")));
  return submits(form, async (values) => {
    if (values.word.trim().toLowerCase() !== word.toLowerCase()) throw new WrongField("word", `This is not ${word}.`);
    const { message } = await remove("v1/account");
    forgetAccount();
    fill(form, element("p", {}, message), element("div", { class: "buttons" }, element("a", { class: "button primary", href: ROOT }, "To the front page")));
  });
}
