// The calculator. Its arithmetic has tests of its own, without a browser; here, the numbers on the page are those computed by hand.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { journey, loaded, page } from "./lane.js";

page("/calculator");

/** The cells of a model: a task, a success, a day, a month. */
async function row(tab, model) {
  const cells = await tab.getByRole("row").filter({ has: tab.locator("th", { hasText: new RegExp(`^${model}`) }) }).getByRole("cell").allInnerTexts();
  return cells.slice(0, 4);
}

/** Types into a field, as somebody does who has no mouse. */
async function type(tab, label, text) {
  await tab.getByLabel(label).focus();
  await tab.keyboard.press("ControlOrMeta+a");
  await tab.keyboard.type(text);
}

journey("one request, half of it repeated, a fifth of the tasks failing, costs what it does by hand", async ({ tab }) => {
  await tab.goto("/calculator?tier=tier-3");
  await loaded(tab);
  await type(tab, "Input tokens of the first request", "10000");
  await type(tab, "Output tokens of each request", "500");
  await type(tab, "Hidden reasoning tokens of each", "500");
  await type(tab, /^Turns/, "1");
  await type(tab, "New input tokens of each further turn", "0");
  await type(tab, "Tasks a day", "10");
  await tab.getByLabel("Repeated input of the first request").focus();
  for (let percent = 60; percent > 50; percent--) await tab.keyboard.press("ArrowLeft");
  await tab.getByLabel("Tasks that fail and are done again").focus();
  for (let percent = 10; percent < 20; percent++) await tab.keyboard.press("ArrowRight");

  // tier-3: 5,000 × $2 + 5,000 × $0.30 + 1,000 × $10, per million: $0.0215. Four tasks of five succeed: ÷ 0.8. Then × 10, × 30.
  assert.deepEqual(await row(tab, "tier-3"), ["$0.0215", "$0.0269", "$0.269", "$8.06"]);
  // gpt-6-sol: writing to its cache costs $2.50, reading $0.20: 5,000 × 2.50 + 5,000 × 0.20 + 1,000 × 10, per million.
  await type(tab, "Find", "gpt-6-sol");
  assert.deepEqual(await row(tab, "gpt-6-sol"), ["$0.0235", "$0.0294", "$0.294", "$8.81"]);
  assert.match(await tab.locator("#verdict").innerText(), /^With tier-3 this task costs \$0\.0215\./);

  await tab.reload();
  await loaded(tab);
  assert.deepEqual(await row(tab, "tier-3"), ["$0.0215", "$0.0269", "$0.269", "$8.06"]);
});

journey("a loop of three turns costs what it does by hand, also without a network", async ({ tab, context }) => {
  await tab.goto("/calculator");
  await loaded(tab);
  await context.setOffline(true);
  await tab.getByRole("button", { name: "Chat" }).press("Enter");
  await type(tab, "Input tokens of the first request", "4000");
  await type(tab, "New input tokens of each further turn", "1000");
  await type(tab, /^Turns/, "3");
  await type(tab, "Output tokens of each request", "100");

  // tier-2: 6,000 new × $1.50 + 9,000 repeated × $0.225 + 300 × $7.50, per million: $0.013275. 500 tasks a day, 30 days.
  assert.deepEqual(await row(tab, "tier-2"), ["$0.0133", "$0.0133", "$6.64", "$199"]);
});

journey("a usage object and an export fill the form, and what cannot be read is explained", async ({ tab }) => {
  await tab.goto("/calculator");
  await loaded(tab);
  await tab.getByText("Take the numbers from your own data").press("Enter");
  await type(tab, "The usage of an answer", '{"prompt_tokens": 2000, "completion_tokens": 300, "completion_tokens_details": {"reasoning_tokens": 100}}');
  // tier-2: 2,000 × $1.50 + 300 × $7.50, per million; the reasoning is a part of the output.
  assert.deepEqual((await row(tab, "tier-2")).slice(0, 1), ["$0.00525"]);
  await type(tab, "The usage of an answer", "{]");
  await tab.getByText("not JSON").waitFor();
  const csv = (text) => ({ name: "usage.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  const exported = tab.getByLabel("A usage export of OpenAI or OpenRouter");
  await exported.setInputFiles(csv("num_model_requests,input_tokens,output_tokens\n3,3000,300\n1,1000,300\n"));
  await tab.getByText("The average of 4 requests.").waitFor();
  // tier-2: 1,000 × $1.50 + 150 × $7.50, per million: $0.002625.
  assert.deepEqual((await row(tab, "tier-2")).slice(0, 1), ["$0.00263"]);
  await exported.setInputFiles(csv('generation_id,created_at,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug\n"a,b",2026-11-01,2000,500,100,1500,x\nc,2026-11-02,2000,500,100,1500,x\n'));
  await tab.getByText("The average of 2 requests.").waitFor();
  // tier-2: 500 × $1.50 + 1,500 × $0.225 + 500 × $7.50, per million: $0.0048375.
  assert.deepEqual((await row(tab, "tier-2")).slice(0, 1), ["$0.00484"]);
  await exported.setInputFiles(csv("a,b\n1,2\n"));
  await tab.locator("#read").getByText("No column").waitFor();
});

journey("a pasted prompt is counted with what tokenisers make of it, and each vendor's prices have a source", async ({ tab }) => {
  await tab.goto("/calculator");
  await loaded(tab);
  await tab.getByText("Take the numbers from your own data").press("Enter");
  await type(tab, "A prompt", "word ".repeat(80));
  await tab.getByText("About 100 tokens; tokenisers differ, from 80 to 135.").waitFor();
  assert.equal(await tab.getByLabel("Input tokens of the first request").inputValue(), "100");
  for (const vendor of ["OpenAI", "Anthropic", "Google"]) {
    assert.match(await tab.locator("#dates").getByRole("link", { name: vendor }).getAttribute("href"), /^https:/);
  }
});

journey("the table is saved as a CSV file", async ({ tab }) => {
  await tab.goto("/calculator?input=100000&output=0&reasoning=0&turns=1&growth=0&cachedPercent=0&retryPercent=0&tasksPerDay=1");
  await loaded(tab);
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.getByRole("button", { name: "Save as CSV" }).press("Enter")]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  assert.equal(lines[0], "model,vendor,usd_per_task,usd_per_success,usd_per_day,usd_per_month");
  assert.ok(lines.includes("tier-2,,0.15,0.15,0.15,4.5"), lines.filter((line) => line.startsWith("tier")).join("\n"));
});

journey("what the same task cost before is shown with the model, its prices and the change, and the day stays in the address", async ({ tab }) => {
  await tab.goto("/calculator?input=100000&output=2000&reasoning=0&turns=1&growth=0&cachedPercent=0&retryPercent=0&tasksPerDay=1");
  await loaded(tab);
  const past = tab.getByRole("region", { name: "Costs then and now" });
  const opus = past.getByRole("row").filter({ has: tab.getByRole("rowheader", { name: "Claude Opus" }) }).getByRole("cell");
  // Opus 4: 100,000 × $15 + 2,000 × $75, per million. Opus 5.5: 100,000 × $4 + 2,000 × $20.
  assert.deepEqual((await opus.allInnerTexts()).slice(1), ["$1.65\nclaude-opus-4-20250514\n2025-06-01\n$15 / $75", "$0.440\nclaude-opus-5-5\n2026-11-20\n$4 / $20", "−73 %"]);
  await tab.getByLabel("On the day").selectOption("2026-03-01");
  // Opus 4.6: 100,000 × $5 + 2,000 × $25.
  assert.equal((await opus.allInnerTexts()).at(1), "$0.550\nclaude-opus-4-6\n2026-03-01\n$5 / $25");
  await tab.reload();
  await loaded(tab);
  assert.equal(await tab.getByLabel("On the day").inputValue(), "2026-03-01");
  // tier-3 cost $2.50 / $12.50 before, and the running service decides what it costs today.
  const tier = past.getByRole("row").filter({ has: tab.getByRole("rowheader", { name: "tier-3" }) }).getByRole("cell");
  assert.equal((await tier.allInnerTexts()).at(1), "$0.275\n2026-11-24\n$2.50 / $12.50");
});

journey("an address with nonsense in it shows the page without it", async ({ tab }) => {
  await tab.goto(`/calculator?input=1e308&output=-5&turns=1e9&growth=NaN&cachedPercent=999&tasksPerDay=1e308&tier=${encodeURIComponent("<img src=x onerror=alert(1)>")}&since=2026-99-99&model=%00`);
  await loaded(tab);
  await tab.locator("#verdict").getByText("This task does not fit into the context of tier-2.").waitFor();
  assert.equal(await tab.locator("main img").count(), 0);
  assert.equal(await tab.getByLabel("On the day").inputValue(), "2025-06-01");
  assert.doesNotMatch(await tab.locator("main").innerText(), /NaN|undefined|Infinity|∞/);
});

journey("on a phone, no table is cut", async ({ tab }) => {
  await tab.goto("/calculator");
  await loaded(tab);
  for (const name of ["Costs by model", "Costs then and now"]) {
    const { room, needed } = await tab.getByRole("region", { name }).evaluate((node) => ({ room: node.clientWidth, needed: node.scrollWidth }));
    assert.ok(needed <= room, `${name} needs ${needed} pixels of ${room}`);
  }
}, { viewport: { width: 360, height: 740 } });
