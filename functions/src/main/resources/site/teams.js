// Teams: keys that share limits.
import { element } from "./dom.js";
import { get, put, remove } from "./api.js";
import { amount, confirmed, empty, field, load, openDialog, submitButton, submits, toast, WrongField } from "./forms.js";
import { balance, nanosOf } from "./money.js";

export function teamList(place) {
  const redraw = () => load(place, () => get("v1/teams"), ({ data }) => [
    element("div", { class: "section-head" }, element("h2", { id: "teams-title" }, "Teams"), element("button", { type: "button", class: "button", onclick: () => edit(null, redraw) }, "New team")),
    data.length === 0
      ? empty("No teams", "The keys of a team share its limits: give each customer or project a team, and its keys cannot spend more together.")
      : element("ul", { class: "rows" }, data.map((team) => row(team, redraw))),
  ]);
  redraw();
}

function row(team, redraw) {
  const limits = [team.daily_limit_usd && `${balance(nanosOf(team.daily_limit_usd))} a day`, team.monthly_budget_usd && `${balance(nanosOf(team.monthly_budget_usd))} a month`];
  return element("li", {},
    element("div", { class: "what" }, element("strong", {}, team.name), element("p", { class: "soft" }, limits.filter(Boolean).join(" · ") || "no limits")),
    element("div", { class: "actions" },
      element("button", { type: "button", class: "button small", "aria-label": `Change ${team.name}`, onclick: () => edit(team, redraw) }, "Change"),
      element("button", { type: "button", class: "button small", "aria-label": `Remove ${team.name}`, onclick: () => drop(team, redraw) }, "Remove")));
}

function edit(team, redraw) {
  const usd = (text) => text?.replace(/\.?0+$/, "") ?? "";
  const form = element("form", {},
    !team && field("Name", { name: "name", required: true, maxlength: 32, pattern: "[a-z0-9\\-]{1,32}", placeholder: "research", autocapitalize: "none", "data-wrong": "Use up to 32 small letters, digits and hyphens." }, "Small letters, digits and hyphens. It cannot be changed later."),
    element("div", { class: "pair" },
      field("Daily limit", { name: "daily_limit_usd", value: usd(team?.daily_limit_usd), inputmode: "decimal", placeholder: "none", prefix: "$", suffix: "a day" }),
      field("Monthly budget", { name: "monthly_budget_usd", value: usd(team?.monthly_budget_usd), inputmode: "decimal", placeholder: "none", prefix: "$", suffix: "a month" })),
    element("div", { class: "buttons" }, submitButton(team ? "Save" : "Make the team")));
  submits(form, async () => {
    const values = new FormData(form);
    const name = team?.name ?? values.get("name").trim();
    if (!team && (await get("v1/teams")).data.some((other) => other.name === name)) throw new WrongField("name", "There is a team with this name.");
    await put(`v1/teams/${encodeURIComponent(name)}`, { daily_limit_usd: amount(values, "daily_limit_usd"), monthly_budget_usd: amount(values, "monthly_budget_usd") });
    open.close();
    redraw();
    toast(team ? `${name} was changed. It takes effect everywhere within 30 seconds.` : `${name} was made. Choose it when you make or change a key.`);
  });
  const open = openDialog(team ? `Change ${team.name}` : "New team", form);
}

async function drop(team, redraw) {
  await confirmed(`Remove ${team.name}?`, "It can be removed once no key is in it.", "Remove the team", () => remove(`v1/teams/${encodeURIComponent(team.name)}`));
  redraw();
}

