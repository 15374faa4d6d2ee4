// The dashboard: what every page must fulfil for each of its views, and the journeys of its customers.
import assert from "node:assert/strict";
import OpenAI from "openai";
import { CHECKOUT, codeFor, journey, loaded, page, signIn, SITE } from "./lane.js";

const BAD_NAME = '=HYPERLINK("x")<img src=x onerror=alert(1)><script>alert(1)</script>';

page("/dashboard", { name: "dashboard-signed-out" });
for (const view of ["overview", "usage", "requests", "keys", "billing", "alerts", "audit", "settings"]) {
  page(`/dashboard#${view}`, { name: `dashboard-${view}`, session: "used" });
}
for (const view of ["overview", "usage", "requests", "billing"]) {
  page(`/dashboard#${view}`, { name: `dashboard-${view}-empty`, session: "new" });
}
page("/dashboard#requests", { name: "dashboard-story", session: "used", prepare: async (tab) => {
  await tab.getByRole("row").filter({ hasText: "tier-3" }).filter({ hasText: "answered" }).getByRole("link").click();
  await tab.getByRole("dialog", { name: "One request" }).getByText("It was charged").waitFor();
} });
page("/dashboard#billing", { name: "dashboard-receipt", session: "used", prepare: async (tab) => {
  await tab.getByRole("button", { name: /^Receipt of/ }).first().click();
  await tab.getByRole("dialog", { name: "Receipt" }).getByText("Amount paid").waitFor();
} });

/** Signs up on the page, as a new customer does. */
async function signUp(tab, email = `new-${crypto.randomUUID()}@example.com`) {
  await tab.goto("/dashboard");
  await tab.getByLabel("E-mail address").fill(email);
  await tab.keyboard.press("Enter");
  await enterCode(tab, email);
  await tab.getByRole("heading", { name: "Welcome to TierUp" }).waitFor();
  return email;
}

async function enterCode(tab, email) {
  const code = tab.getByLabel("Code", { exact: true });
  await code.waitFor();
  await code.fill(await codeFor(email));
}

const view = (tab, name) => tab.getByRole("navigation", { name: "Dashboard" }).getByRole("link", { name }).click();

journey("a new customer signs up, gets an answer, tops up, makes a key, and sees its request appear", async ({ tab, context }) => {
  const begun = Date.now();
  // A deployed service wants a proof of work, the local one does not.
  await context.route("**/v1/sign-up/proof", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), required: true } });
  });
  await signUp(tab);
  await tab.getByRole("button", { name: "Send a test request" }).click();
  await tab.getByText("First word after").waitFor();
  assert.ok(Date.now() - begun < 120_000, "the first answer took more than two minutes");
  assert.match(await tab.locator(".answer").innerText(), /You said: Say hello in three languages\./);

  await view(tab, "Billing");
  await tab.getByRole("button", { name: "$50" }).click();
  await tab.getByRole("button", { name: "Continue to payment" }).click();
  await tab.getByRole("button", { name: "Pay $50.00" }).click();
  await tab.getByRole("heading", { name: "$50.00 was added to your wallet" }).waitFor();
  await tab.getByText(/Your balance is now \$74\.\d\d\./).waitFor();
  await tab.getByRole("link", { name: "To your dashboard" }).click();
  await tab.locator("#balance", { hasText: /^\$74\.\d\d$/ }).waitFor();

  await view(tab, "Keys");
  await tab.getByRole("button", { name: "New key" }).click();
  await tab.getByLabel("Name").fill("production");
  await tab.getByLabel("Daily limit").fill("$5");
  await tab.getByRole("button", { name: "Make the key" }).click();
  const secret = await tab.getByRole("dialog", { name: "Your new key" }).locator("code.secret").innerText();
  assert.match(secret, /^tu-\w{38}$/);
  await tab.keyboard.press("Escape");
  await tab.getByText("You have not copied the key").waitFor();
  await tab.keyboard.press("Escape");
  await tab.getByText("Made ").and(tab.getByText("$5.00 a day")).waitFor();

  await view(tab, "Requests");
  await tab.locator("tr[data-request]").first().waitFor();
  const rows = await tab.locator("tr[data-request]").count();
  const client = new OpenAI({ baseURL: `${SITE}/v1`, apiKey: secret });
  const answer = await client.chat.completions.create({ model: "tier-3", messages: [{ role: "user", content: "Say hello." }] });
  const row = tab.getByRole("row").filter({ hasText: "production" });
  await row.waitFor();
  assert.equal(await tab.locator("tr[data-request]").count(), rows + 1);

  await row.getByRole("link").click();
  const story = tab.getByRole("dialog", { name: "One request" });
  await story.getByText(`${answer.usage.prompt_tokens} tokens of input, ${answer.usage.completion_tokens} of output.`).waitFor();
  const wallet = await (await context.request.get("/v1/usage/requests?limit=1")).json();
  await story.getByText(`$${wallet.data[0].cost_usd.replace(/0{1,7}$/, "")}`).first().waitFor();
  await story.getByText(`$${wallet.data[0].held_usd.replace(/0{1,7}$/, "")}, the most that it could cost`).waitFor();
}, { tolerates: [CHECKOUT] });

journey("the first view asks the service four times", async ({ tab, context }) => {
  await signIn(context);
  const asked = [];
  tab.on("request", (request) => { if (new URL(request.url()).pathname.startsWith("/v1/")) asked.push(new URL(request.url()).pathname); });
  await tab.goto("/dashboard");
  await loaded(tab);
  await tab.getByRole("button", { name: "Send a test request" }).waitFor();
  assert.deepEqual([...new Set(asked)].sort(), ["/v1/keys", "/v1/sessions/current", "/v1/usage/requests", "/v1/wallet"]);
});

journey("a switch in the settings ends what is kept for a day", async ({ tab, context }) => {
  await signIn(context);
  const setting = async () => (await (await context.request.get("/v1/account/responses")).json()).store;
  await tab.goto("/dashboard#settings");
  const box = tab.getByLabel("Keep the outputs of /v1/responses for a day");
  assert.ok(await box.isChecked());
  await box.press("Space");
  await tab.locator(".card", { has: box }).getByRole("button", { name: "Save" }).press("Enter");
  await tab.getByText("No output is kept.").waitFor();
  assert.equal(await setting(), false);
  await tab.reload();
  assert.equal(await box.isChecked(), false);
});

journey("a receipt says what was paid, and how, and is all that is printed", async ({ tab, context }) => {
  await signIn(context);
  const topUp = { object: "top_up", id: "top_0123456789abcdef", status: "paid", amount_usd: "25.000000000", automatic: true, checkout_url: null, created_at: "2026-11-29T10:00:00Z" };
  const entry = { object: "wallet.entry", id: "ent_0123456789abcdef", created_at: "2026-11-29T10:00:01Z", type: "top_up", amount_usd: "25.000000000", purse: "cash", top_up_id: topUp.id };
  const list = (data) => ({ json: { object: "list", data, has_more: false, next_cursor: null } });
  await context.route("**/v1/wallet/top-ups?*", (route) => route.fulfill(list([topUp])));
  await context.route(`**/v1/wallet/top-ups/${topUp.id}`, (route) => route.fulfill({ json: topUp }));
  await context.route("**/v1/wallet/entries?*", (route) => route.fulfill(list([entry])));
  await tab.goto("/dashboard#billing");
  await tab.getByRole("cell", { name: "Top-up automatic" }).waitFor();
  await tab.getByRole("button", { name: /^Receipt of/ }).press("Enter");
  const receipt = tab.getByRole("dialog", { name: "Receipt" });
  for (const text of ["$25.00", topUp.id, "automatically, with the saved payment method, at Stripe"]) await receipt.getByText(text).waitFor();
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.locator("main").isVisible(), false);
  assert.ok(await receipt.getByText("Amount paid").isVisible());
  assert.equal(await receipt.getByRole("button").count(), 0);
});

journey("somebody without a request, and without a key at hand, gets an answer by the session", async ({ tab, context }) => {
  await signIn(context);
  await tab.goto("/dashboard");
  await tab.getByRole("button", { name: "Send a test request" }).click();
  await tab.locator("tr[data-request]").waitFor();
  const { data } = await (await context.request.get("/v1/usage/requests")).json();
  assert.equal(data.length, 1);
  assert.equal(data[0].outcome, "answered");
  assert.match(await tab.locator(".answer").innerText(), /You said: Say hello/);
});

journey("names and limits are shown as text, whatever is in them", async ({ tab, context }) => {
  await signIn(context);
  const created = await context.request.post("/v1/keys", { data: { name: BAD_NAME, daily_limit_usd: "0.000000001" }, headers: { origin: SITE } });
  const { key } = await created.json();
  await context.request.post("/v1/chat/completions", { data: { model: "tier-1", messages: [{ role: "user", content: BAD_NAME }] }, headers: { authorization: `Bearer ${key}` } });
  for (const name of ["keys", "requests", "usage", "audit"]) {
    await tab.goto(`/dashboard#${name}`);
    await tab.reload();
    await loaded(tab);
    if (name === "usage") await tab.getByLabel("By", { exact: true }).selectOption("key");
    await tab.locator("main").getByText(BAD_NAME, { exact: true }).and(tab.locator(":not(option)")).first().waitFor();
    assert.equal(await tab.locator("main img, main script").count(), 0);
  }
});

journey("when the session ends, signing in again goes on where the form was", async ({ tab, context }) => {
  const email = await signIn(context);
  await tab.goto("/dashboard#alerts");
  await tab.getByLabel("The balance falls below").fill("7");
  await context.clearCookies();
  await tab.getByRole("button", { name: "Save" }).click();
  const dialog = tab.getByRole("dialog", { name: "Your session has ended" });
  await dialog.getByLabel("E-mail address").waitFor();
  assert.equal(await dialog.getByLabel("E-mail address").inputValue(), email);
  await tab.keyboard.press("Enter");
  await enterCode(tab, email);
  await tab.getByText("The alerts were saved.").waitFor();
  assert.equal((await (await context.request.get("/v1/account/alerts")).json()).low_balance_usd, "7.000000000");
}, { tolerates: [/status of 401/] });

journey("without a network, what was typed stays, and saving it later works", async ({ tab, context }) => {
  await signIn(context);
  await tab.goto("/dashboard#billing");
  await tab.getByLabel("The account spends at most").fill("12.50");
  await context.setOffline(true);
  const save = tab.locator(".card", { hasText: "Daily limit" }).last().getByRole("button", { name: "Save" });
  await save.click();
  await tab.getByText("You are offline. Nothing was lost").first().waitFor();
  await tab.getByText("The service cannot be reached. What you see is from before").waitFor();
  await context.setOffline(false);
  await save.click();
  await tab.getByText("The daily limit was saved.").waitFor();
  await tab.getByText("$12.50 of $12.50 left").waitFor();
  await tab.locator("#connection").waitFor({ state: "hidden" });
}, { tolerates: [/ERR_INTERNET_DISCONNECTED/] });

journey("days that are reversed or too many are explained, and nothing is asked for them", async ({ tab, context }) => {
  await signIn(context);
  await tab.goto("/dashboard#usage");
  await loaded(tab);
  await tab.getByLabel("Time", { exact: true }).selectOption("other");
  const days = async (from, to) => {
    await tab.getByLabel("To, UTC").fill(to);
    await tab.getByLabel("From, UTC").fill(from);
  };
  const asked = [];
  tab.on("request", (request) => { if (request.url().includes("/v1/usage?from=")) asked.push(request.url()); });
  await days("2026-11-02", "2026-11-01");
  await tab.getByRole("alert").getByText("The first day is after the last").waitFor();
  await days("1990-01-01", "2026-11-01");
  await tab.getByRole("alert").getByText("Choose at most 366 days.").waitFor();
  assert.deepEqual(asked.filter((url) => /from=(1990|2026-11-02)/.test(url)), []);
  await tab.goto("/dashboard#requests");
  await tab.getByLabel("To, UTC").fill("2026-11-01");
  await tab.getByLabel("From, UTC").fill("2026-11-02");
  await tab.getByRole("alert").getByText("The first day is after the last.").waitFor();
  await tab.getByLabel("From, UTC").fill("2026-10-31");
  await tab.getByRole("heading", { name: "No request fits" }).waitFor();
});

journey("an answer that comes late does not replace what was chosen since", async ({ tab, context }) => {
  await signIn(context);
  await tab.goto("/dashboard#usage");
  await loaded(tab);
  const choose = (range) => tab.getByLabel("Time", { exact: true }).selectOption(range);
  let held = [];
  await choose("7");
  await tab.getByRole("heading", { name: "Nothing was sent in these days" }).waitFor();
  let holdsBoth;
  const bothAreHeld = new Promise((resolve) => { holdsBoth = resolve; });
  await context.route("**/v1/usage?*", (route) => { if (held.push(route) === 2) holdsBoth(); });
  const answerAll = async () => {
    for (const route of held) await route.fulfill({ json: { data: [], total: { requests: 1 } } });
    held = [];
    await tab.evaluate(() => fetch("/v1/tiers").then((other) => other.text())); // by then, the page has drawn what it wants to draw
  };
  await choose("90");
  await choose("30");
  await bothAreHeld;
  assert.equal(await tab.evaluate(() => document.querySelector(".usage").ariaBusy), "true");
  await held.pop().continue();
  await tab.waitForFunction(() => document.querySelector(".usage").ariaBusy === "false");
  await answerAll();
  assert.equal(await tab.getByText("for 1 request").count(), 0);

  await choose("other");
  await tab.getByLabel("From, UTC").fill("2026-11-02");
  await tab.getByLabel("To, UTC").fill("2026-11-01");
  const reason = tab.getByRole("alert").getByText("The first day is after the last");
  await reason.waitFor();
  await answerAll();
  assert.equal(await reason.count(), 1);
});

journey("a list goes on after a page that could not be read, and after a cursor that is no longer known", async ({ tab, context }) => {
  await signIn(context);
  const events = [...Array(3).keys()].map((number) => ({ object: "audit.event", id: `aud_${number}`, created_at: "2026-11-29T10:00:00Z", actor: "session", action: "session.started", target: "session", from_address_prefix: null }));
  let stale = true;
  await context.route("**/v1/audit?*", (route) => {
    if (!route.request().url().includes("cursor=")) return route.fulfill({ json: { object: "list", data: events.slice(0, 2), has_more: true, next_cursor: "old" } });
    return stale ? route.fulfill({ status: 400, json: { error: { message: "This cursor is not one of this list.", type: "invalid_request_error", param: "cursor", code: "invalid_value" } } })
      : route.fulfill({ json: { object: "list", data: events.slice(1), has_more: false, next_cursor: null } });
  });
  await tab.goto("/dashboard#audit");
  await tab.getByRole("button", { name: "Show more" }).click();
  await tab.getByText("This cursor is not one of this list.").waitFor();
  assert.equal(await tab.getByRole("cell", { name: "Signed in" }).count(), 2);
  stale = false;
  await tab.getByRole("button", { name: "Try again" }).click();
  await tab.getByRole("cell", { name: "Signed in" }).nth(2).waitFor();
  assert.equal(await tab.getByRole("cell", { name: "Signed in" }).count(), 3, "an entry that is on two pages is shown once");
}, { tolerates: [/status of 400/] });

journey("a key that was revoked in another tab cannot be changed, and the tab says so", async ({ tab, context }) => {
  await signIn(context);
  await context.request.post("/v1/keys", { data: { name: "old" }, headers: { origin: SITE } });
  await tab.goto("/dashboard#keys");
  await tab.getByRole("button", { name: "Change old" }).click();
  const { data } = await (await context.request.get("/v1/keys")).json();
  const { id } = data.find(({ name }) => name === "old");
  await context.request.delete(`/v1/keys/${id}`, { headers: { origin: SITE } });
  const dialog = tab.getByRole("dialog", { name: "Change the key" });
  await dialog.getByLabel("Name").fill("new");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("This key was revoked elsewhere, so nothing was changed.").waitFor();
  assert.equal(await dialog.getByLabel("Name").inputValue(), "new", "what was typed stays");
}, { tolerates: [/status of 4\d\d/] });

journey("on a slow network a form is sent once, however often it is pressed", async ({ tab, context }) => {
  await signIn(context);
  let sent = 0;
  let release;
  const waits = new Promise((resolve) => { release = resolve; });
  await context.route("**/v1/teams/search", async (route) => { sent++; await waits; await route.continue(); });
  await tab.goto("/dashboard#keys");
  await tab.getByRole("button", { name: "New team" }).click();
  const dialog = tab.getByRole("dialog");
  await dialog.getByLabel("Name").fill("search");
  await dialog.getByLabel("Name").press("Enter");
  await dialog.getByLabel("Name").press("Enter");
  await dialog.getByLabel("Name").press("Enter");
  assert.equal(await dialog.locator("form").getAttribute("aria-busy"), "true");
  release();
  await dialog.waitFor({ state: "hidden" });
  await tab.getByText("search", { exact: true }).waitFor();
  assert.equal(sent, 1);
});

journey("a list that cannot be read says so, and is read on request", async ({ tab, context }) => {
  await signIn(context);
  let fails = true;
  await context.route("**/v1/audit*", (route) => (fails ? route.fulfill({ status: 503, json: { error: { message: "Not now. Nothing was changed.", code: "service_unavailable" } } }) : route.continue()));
  await tab.goto("/dashboard#audit");
  await tab.getByText("Not now. Nothing was changed.").waitFor();
  fails = false;
  await tab.getByRole("button", { name: "Try again" }).click();
  await tab.getByRole("cell", { name: "The account was opened" }).waitFor();
}, { tolerates: [/status of 503/] });

journey("a note of the operator is read as it was written, on a narrow screen, too", async ({ tab, context }) => {
  await signIn(context);
  const note = {
    object: "audit.event", id: "aud_0123456789abcdef", created_at: "2026-11-29T12:00:00Z", actor: "operator",
    action: "account.noted", target: "<b>ticket 5</b>: sent an invoice", from_address_prefix: null,
  };
  await context.route("**/v1/audit*", (route) => route.fulfill({ json: { object: "list", data: [note], has_more: false, next_cursor: null } }));
  await tab.setViewportSize({ width: 360, height: 800 });
  await tab.goto("/dashboard#audit");
  await tab.getByRole("cell", { name: "The operator wrote a note: <b>ticket 5</b>: sent an invoice" }).waitFor();
});

journey("a tab whose account signed out elsewhere does not go on", async ({ tab, context }) => {
  await signIn(context);
  await tab.goto("/dashboard");
  await loaded(tab);
  const other = await context.newPage();
  await other.goto("/dashboard#settings");
  await other.getByRole("button", { name: "Sign out", exact: true }).click();
  await other.getByRole("heading", { name: "Your first answer in two minutes" }).waitFor();
  await tab.getByRole("dialog", { name: "You signed out in another tab" }).getByRole("button", { name: "Continue" }).click();
  await tab.getByRole("heading", { name: "Your first answer in two minutes" }).waitFor();
}, { tolerates: [/status of 401/] });

journey("an account is deleted only by typing its address", async ({ tab, context }) => {
  const email = await signIn(context);
  await tab.goto("/dashboard#settings");
  await tab.getByRole("button", { name: "Delete the account …" }).click();
  const dialog = tab.getByRole("dialog", { name: "Delete the account?" });
  await dialog.getByText("Nothing is left of what you paid in, so nothing is paid back.").waitFor();
  await dialog.getByRole("textbox").fill("somebody@example.com");
  await dialog.getByRole("button", { name: "Delete the account" }).click();
  await dialog.getByText(`This is not ${email}.`).waitFor();
  await dialog.getByRole("textbox").fill(email);
  await dialog.getByRole("button", { name: "Delete the account" }).click();
  await dialog.getByText("The account is deleted.").waitFor();
  assert.equal((await (await context.request.get("/v1/sessions/current")).json()).account, null);
});

journey("the chart waits for its styles, so that nothing moves when they come", async ({ tab, context }) => {
  await signIn(context);
  const { key } = await (await context.request.post("/v1/keys", { data: { name: "x" }, headers: { origin: SITE } })).json();
  await context.request.post("/v1/chat/completions", { data: { model: "tier-2", messages: [{ role: "user", content: "hello" }] }, headers: { authorization: `Bearer ${key}` } });
  let release;
  const waits = new Promise((resolve) => { release = resolve; });
  await context.route("**/uplot.*.css", async (route) => { await waits; await route.continue(); });
  const code = tab.waitForResponse(/uplot\.[^/]*\.js$/);
  await tab.goto("/dashboard#usage");
  await code;
  await tab.waitForFunction(() => window.uPlot);
  assert.equal(await tab.locator(".plot").count(), 0);
  release();
  await tab.locator(".plot canvas").waitFor();
});

journey("the chart says under the pointer what was spent on a day", async ({ tab, context }) => {
  await signIn(context);
  const { key } = await (await context.request.post("/v1/keys", { data: { name: "x" }, headers: { origin: SITE } })).json();
  await context.request.post("/v1/chat/completions", { data: { model: "tier-2", messages: [{ role: "user", content: "hello" }] }, headers: { authorization: `Bearer ${key}` } });
  await tab.goto("/dashboard#usage");
  const plot = tab.locator(".plot .u-over");
  await plot.waitFor();
  const { width, height } = await plot.boundingBox();
  await plot.hover({ position: { x: width - 2, y: height / 2 } });
  const { total } = await (await context.request.get("/v1/usage")).json();
  const shown = `$${(Math.round(Number(total.cost_usd) * 10_000) / 10_000).toFixed(4)}`;
  await tab.locator(".tip").getByText(shown).first().waitFor();
  await tab.getByRole("region", { name: "Spend by tier" }).getByRole("cell", { name: shown }).waitFor();
});
