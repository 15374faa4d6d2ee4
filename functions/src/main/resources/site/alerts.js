// What the owner of the account is told of, and where.
import { element, fill } from "./dom.js";
import { get, put } from "./api.js";
import { amount, checkbox, copyButton, field, load, openDialog, submitButton, submits, toast } from "./forms.js";

export function show(place) {
  const card = element("div", { class: "card narrow" });
  fill(place,
    element("h1", { tabindex: -1 }, "Alerts"),
    element("p", { class: "soft" }, "Be told before your programs stop. Alerts come within some minutes."),
    card);
  load(card, () => get("v1/account/alerts"), (alerts) => form(alerts));
}

function form(alerts) {
  const made = element("form", {},
    element("h2", {}, "Tell me when"),
    field("The balance falls below", { name: "low_balance_usd", value: alerts.low_balance_usd?.replace(/\.?0+$/, "") ?? "", inputmode: "decimal", placeholder: "no alert", prefix: "$" }, "Once, and again only after it was above."),
    checkbox("80 % or all of a key's or team's limit is used", { name: "budgets", checked: alerts.budgets }),
    checkbox("Somebody signs in from a new network", { name: "new_networks", checked: alerts.new_networks }),
    checkbox("A key is revoked", { name: "revoked_keys", checked: alerts.revoked_keys }),
    element("h2", {}, "Where"),
    checkbox("By e-mail, to the address of the account", { name: "email", checked: alerts.email }),
    field("By webhook", { name: "webhook_url", type: "url", value: alerts.webhook_url ?? "", maxlength: 1_000, placeholder: "https://example.com/hook", "data-wrong": "Type an https address, or nothing." },
      "A POST with JSON, signed as Standard Webhooks describe. It is sent again for half a day until it is accepted."),
    element("div", { class: "buttons" }, submitButton("Save")));
  return submits(made, async () => {
    const values = new FormData(made);
    const isOn = (name) => values.get(name) === "on";
    const saved = await put("v1/account/alerts", {
      low_balance_usd: amount(values, "low_balance_usd"),
      budgets: isOn("budgets"), new_networks: isOn("new_networks"), revoked_keys: isOn("revoked_keys"), email: isOn("email"),
      webhook_url: values.get("webhook_url").trim() || null,
    });
    if (saved.webhook_secret) showSecret(saved.webhook_secret);
    else toast(reaches(saved) ? "The alerts were saved." : "The alerts were saved. They reach you only once e-mail or a webhook is on.");
  });
}

const reaches = (alerts) => alerts.email || alerts.webhook_url !== null;

function showSecret(secret) {
  const shown = element("code", { class: "secret", tabindex: 0 }, secret);
  openDialog("The secret of the webhook", element("div", {},
    element("p", {}, "Your receiver checks the signatures with it. It is shown only now; a webhook that is saved anew gets another one."),
    element("div", { class: "secret-box" }, shown, copyButton(secret, { label: "Copy secret", shownIn: shown }))));
}
