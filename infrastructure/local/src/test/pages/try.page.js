// The playground.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { clipboardJourney, journey, loaded, page, signIn } from "./lane.js";

page("/try");
page("/try", { name: "try-compared", prepare: compare });

const TABLE = "Say **hello**.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nconst a = 1 < 2;\n```";

/** The answer cards whose answers have ended. */
const ended = (tab) => tab.locator(".answer[data-state=ended]");

async function ask(tab, text) {
  await tab.getByLabel("Your message").focus();
  await tab.keyboard.type(text);
  await tab.keyboard.press("Enter");
}

async function compare(tab) {
  await tab.getByLabel("beside").selectOption("tier-4");
  await tab.getByLabel("Your message").fill(TABLE);
  await tab.keyboard.press("Enter");
  await ended(tab).nth(1).waitFor();
}

async function open(tab) {
  await tab.goto("/try");
  await loaded(tab);
}

journey("a visitor asks by keyboard and sees the answer stream, its tokens, its price and its first token", async ({ tab }) => {
  await open(tab);
  await tab.locator("#tier").selectOption("tier-3");
  await ask(tab, "[[simulate:slow=200]] The harbour is calm."); // Slow enough to be seen while it streams.
  await tab.locator(".answer[data-state=streaming]").waitFor();
  assert.ok(await tab.getByRole("button", { name: "Stop" }).isVisible());
  await ended(tab).waitFor();
  const answer = tab.getByRole("article", { name: "Answer of tier-3" });
  assert.match(await answer.innerText(), /The harbour is calm\./);
  const facts = await answer.locator(".figures-line").innerText();
  const [, input, output] = facts.match(/^(\d+) in, (\d+) out/);
  const cost = (input * 2 + output * 10) / 1e6;
  assert.ok(Math.abs(Number(facts.match(/\$([\d.]+) at its price/)[1]) - cost) < cost / 100, facts);
  assert.match(facts, /first token [\d.]+ m?s/);
  assert.ok(await tab.getByLabel("Your message").evaluate((node) => node === document.activeElement), "the next question can be typed at once");
});

journey("the next question is asked within the conversation", async ({ tab }) => {
  await open(tab);
  await ask(tab, "First.");
  await ended(tab).waitFor();
  const [request] = await Promise.all([tab.waitForRequest("**/try/chat"), ask(tab, "Second.")]);
  const { messages } = request.postDataJSON();
  assert.deepEqual(messages.map(({ role }) => role), ["user", "assistant", "user"]);
  assert.equal(messages[2].content, "Second.");
  await ended(tab).nth(1).waitFor();
  await tab.getByRole("button", { name: "New conversation" }).press("Enter");
  assert.equal(await tab.getByRole("article").count(), 0);
});

journey("two tiers are compared side by side", async ({ tab }) => {
  await open(tab);
  await compare(tab);
  const [left, right] = await Promise.all(["tier-2", "tier-4"].map((tier) => tab.getByRole("article", { name: `Answer of ${tier}` }).boundingBox()));
  assert.equal(left.y, right.y);
  assert.ok(left.x + left.width < right.x);
  assert.equal(await tab.getByRole("table").count(), 2);
});

journey("a stopped answer stays as far as it came", async ({ tab }) => {
  await open(tab);
  await ask(tab, `[[simulate:slow=100]] ${"word ".repeat(200)}`);
  await tab.locator(".answer[data-state=streaming] .text p").first().waitFor();
  await tab.getByRole("button", { name: "Stop" }).press("Enter");
  await ended(tab).waitFor();
  assert.match(await ended(tab).innerText(), /You stopped reading\.\s*$/);
  assert.ok(await tab.getByRole("button", { name: "Ask", exact: true }).isVisible());
});

journey("markup in an answer is shown, and none of it is used", async ({ tab }) => {
  await open(tab);
  await ask(tab, '<img src=x onerror=alert(1)> <b>bold</b> ![p](https://evil.example/p.png) [bad](javascript:alert(1)) [good](https://example.com/) <style>*{display:none}</style>');
  await ended(tab).waitFor();
  const text = tab.locator(".text");
  assert.match(await text.innerText(), /<img src=x onerror=alert\(1\)> <b>bold<\/b>/);
  assert.equal(await text.locator("img, b, style, script, iframe").count(), 0);
  assert.deepEqual(await text.locator("a").evaluateAll((links) => links.map((link) => [link.href, link.rel])),
    [["https://example.com/", "noopener noreferrer nofollow"]]);
});

journey("an image that is dropped is shown, sent and can be taken back", async ({ tab }) => {
  await open(tab);
  const drop = (...names) => tab.evaluate(async (files) => {
    const canvas = new OffscreenCanvas(3_000, 1_500);
    canvas.getContext("2d").fillRect(0, 0, 9, 9);
    const image = await canvas.convertToBlob();
    for (const file of files) {
      const data = new DataTransfer();
      data.items.add(new File([image], file, { type: "image/png" }));
      document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, names);
  await drop("first.png");
  await drop("second.png");
  await tab.getByRole("button", { name: "Remove first.png" }).press("Enter");
  await drop("third.png", "fourth.png");
  await tab.getByRole("alert").getByText("2 images").waitFor();
  const [request] = await Promise.all([tab.waitForRequest("**/try/chat"), ask(tab, "What is this?")]);
  const parts = request.postDataJSON().messages[0].content;
  assert.deepEqual(parts.map(({ type }) => type), ["image_url", "image_url", "text"]);
  assert.match(parts[0].image_url.url, /^data:image\/jpeg;base64,/);
  await ended(tab).waitFor();
  assert.match(await ended(tab).locator(".figures-line").innerText(), /^[\d,]+ in/);
});

journey("without a network the prompt stays, and it can be sent again", async ({ tab, context }) => {
  await open(tab);
  await ask(tab, "First.");
  await ended(tab).waitFor();
  await context.setOffline(true);
  await ask(tab, "Where was I?");
  await tab.getByRole("alert").getByText("offline").waitFor();
  assert.equal(await tab.getByLabel("Your message").inputValue(), "Where was I?");
  await context.setOffline(false);
  await tab.reload();
  await loaded(tab);
  assert.equal(await tab.getByLabel("Your message").inputValue(), "Where was I?");
  await tab.getByLabel("Your message").press("Enter");
  await ended(tab).waitFor();
}, { tolerates: [/ERR_INTERNET_DISCONNECTED/] });

journey("an answer that breaks off says so, and keeps what came", async ({ tab }) => {
  await open(tab);
  await ask(tab, "[[simulate:error_after=3]] The rest is silence.");
  await tab.locator(".answer .wrong").waitFor();
  assert.notEqual(await tab.locator(".answer .text").innerText(), "");
});

journey("an empty pool is said, with the way on, and the prompt stays", async ({ tab }) => {
  const error = { message: "Today's free budget of the playground is used up.", type: "rate_limit_error", param: null, code: "free_allowance_reached" };
  await tab.route("**/try/chat", (route) => route.fulfill({ status: 429, json: { error } }));
  await open(tab);
  await ask(tab, "Anybody there?");
  const notice = tab.getByRole("alert");
  await notice.getByText(error.message).waitFor();
  assert.equal(await notice.getByRole("link", { name: "Sign up" }).getAttribute("href"), "dashboard");
  assert.equal(await tab.getByLabel("Your message").inputValue(), "Anybody there?");
}, { tolerates: [/status of 429/] });

journey("whoever is signed in pays from the wallet", async ({ tab, context }) => {
  await signIn(context);
  await open(tab);
  await tab.getByText("your wallet pays").waitFor();
  const wallet = async () => (await context.request.get("/v1/wallet")).json();
  const before = await wallet();
  await ask(tab, "The tide is out.");
  await ended(tab).waitFor();
  assert.match(await ended(tab).innerText(), /charged/);
  assert.ok(Number((await wallet()).available_usd) < Number(before.available_usd));
});

journey("when the session has ended, the question is asked without it, and the page says who pays", async ({ tab, context }) => {
  await signIn(context);
  await open(tab);
  await tab.getByText("your wallet pays").waitFor();
  await context.clearCookies();
  await ask(tab, "The tide is out.");
  await ended(tab).waitFor();
  assert.match(await ended(tab).innerText(), /The tide is out\.[^]*at its price/);
  await tab.getByText("Your session has ended.").waitFor();
}, { tolerates: [/status of 400/] });

journey("a conversation that begins while an answer runs has nothing of the old one", async ({ tab }) => {
  await open(tab);
  await ask(tab, "First.");
  await ended(tab).waitFor();
  await ask(tab, `[[simulate:slow=100]] ${"word ".repeat(200)}`);
  await tab.locator(".answer[data-state=streaming] .text p").first().waitFor();
  await tab.getByRole("button", { name: "New conversation" }).press("Enter");
  await tab.getByRole("button", { name: "Ask", exact: true }).waitFor();
  const [request] = await Promise.all([tab.waitForRequest("**/try/chat"), ask(tab, "Third.")]);
  assert.deepEqual(request.postDataJSON().messages, [{ role: "user", content: "Third." }]);
  await ended(tab).waitFor();
  assert.equal(await tab.getByRole("article").count(), 1);
});

clipboardJourney("the copied curl command and Python program ask the same, quotes and all", async ({ tab }) => {
  await open(tab);
  await ask(tab, `It's "quoted" \\ $HOME \`id\` 'twice'`);
  await ended(tab).waitFor();
  const copied = async (name) => {
    await tab.getByRole("button", { name }).press("Enter");
    await tab.getByText("Copied.").waitFor();
    return tab.evaluate(() => navigator.clipboard.readText());
  };
  const { stdout } = await promisify(execFile)("bash", ["-c", `${await copied("Copy as curl")} --silent`], { env: process.env });
  const { choices } = JSON.parse(stdout);
  assert.ok(choices[0].message.content.includes(`It's "quoted" \\ $HOME \`id\` 'twice'`), stdout);
  assert.match(await copied("Copy as Python"), /"content": "It's \\"quoted\\" \\\\ \$HOME `id` 'twice'"/);
});
