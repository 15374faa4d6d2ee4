// The operator's console, on the service that the lane has started.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { after } from "node:test";
import { journey, page, signIn } from "./lane.js";

const ROOT = fileURLToPath(new URL("../../../../../", import.meta.url));
/** The console has an address of its own. */
const tolerates = [/^request to http:\/\/127\.0\.0\.1:\d+\//];
let running;

/** Starts the console with the first test that needs it, and returns its address with the secret. */
async function address() {
  running ??= start();
  return (await running).address;
}

async function start() {
  const command = spawn("scripts/console", { cwd: ROOT, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const words of command.stdout) {
    said += words;
    const found = said.match(/http:\/\/127\.0\.0\.1:\S+/);
    if (found) return { command, address: found[0] };
  }
  throw new Error(`the console did not start: ${said}`);
}

after(async () => {
  if (running) process.kill(-(await running).command.pid);
});

async function enter(tab) {
  await tab.goto(await address());
  return new URL(await address()).origin;
}

for (const [path, name] of [
  ["/", "console-today"],
  ["/tiers", "console-tiers"],
  ["/accounts", "console-accounts"],
  ["/account?id=demo", "console-account"],
  ["/payments", "console-payments"],
  ["/incidents", "console-incidents"],
  ["/alarms", "console-alarms"],
  ["/audit", "console-audit"],
]) page(path, { name, enter, tolerates });

/** Fills in a form, of which a page may have several with the same fields. */
async function act(tab, title, fields) {
  const form = tab.locator("form", { has: tab.getByRole("button", { name: title, exact: true }) });
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(value);
  await form.getByRole("button", { name: title, exact: true }).click();
  await tab.waitForLoadState();
}

journey("an operator finds a customer by the address, limits and freezes the account, and sees it in the audit log", async ({ context, tab }) => {
  const email = await signIn(context);
  const site = await enter(tab);
  await tab.goto(`${site}/accounts`);
  await tab.getByLabel("Account or e-mail address").fill(email.toUpperCase());
  await tab.keyboard.press("Enter");
  await tab.getByText(email).waitFor();

  const reason = "Reason (is recorded)";
  await act(tab, "Limit the account", { "Daily limit, or -": "2.50", [reason]: "asked by mail" });
  await tab.getByRole("status").filter({ hasText: "may spend $2.500000000 a day" }).waitFor();
  await act(tab, "Freeze", { [reason]: "card testing" });
  await tab.getByRole("status").filter({ hasText: "is frozen by operator" }).waitFor();

  await tab.getByRole("link", { name: "Audit log" }).click();
  for (const action of ["wallet.daily_limit_changed", "account.frozen"]) {
    assert.ok((await tab.getByRole("cell", { name: action }).count()) > 0, action);
  }
}, { tolerates });

journey("an operator tells of an incident, tells more, and ends it", async ({ tab }) => {
  const site = await enter(tab);
  await tab.goto(`${site}/incidents`);
  const reason = "Reason (is recorded)";
  await act(tab, "Open an incident", { Title: "tier-3 was slow", Text: "We look\nfor the cause.", [reason]: "alarm" });
  await tab.getByRole("status").filter({ hasText: "The status page shows it within two minutes." }).waitFor();
  await act(tab, "Tell more", { Text: "A provider is slow.", [reason]: "news" });
  await act(tab, "Say that it is over", { Text: "It is quick again.", [reason]: "quiet" });
  await tab.getByText("It is quick again. (It is over.)").waitFor();
  for (const told of ["A provider is slow.", "We look for the cause."]) assert.equal(await tab.getByRole("cell", { name: told, exact: true }).count(), 1);
}, { tolerates });

journey("nothing is done without a reason", async ({ tab }) => {
  const site = await enter(tab);
  await tab.goto(`${site}/payments`);
  await tab.getByRole("button", { name: "Reconcile now" }).click();
  // The browser keeps the form, because the reason is required.
  assert.equal(await tab.locator(":invalid[name=why]").count(), 1);
  await act(tab, "Reconcile now", { "Reason (is recorded)": "a customer asks" });
  await tab.getByRole("status").filter({ hasText: "Each payment has its credit" }).waitFor();
}, { tolerates });
