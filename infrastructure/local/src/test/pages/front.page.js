// The front page.
import assert from "node:assert/strict";
import { journey, page, SITE } from "./lane.js";

page("/");

journey("the quick start names this service, in each language, by keyboard", async ({ tab }) => {
  await tab.goto("/");
  await tab.getByRole("tab", { name: "curl" }).focus();
  for (const language of ["Python", "Node"]) {
    await tab.keyboard.press("ArrowRight");
    const panel = tab.getByRole("tabpanel", { name: language });
    await panel.waitFor();
    assert.ok((await panel.innerText()).includes(`${SITE}/v1`));
  }
  assert.equal(await tab.getByRole("tabpanel").count(), 1);
});

journey("the cards have the prices of the live mapping", async ({ tab, context }) => {
  const { data } = await (await context.request.get("/v1/tiers")).json();
  await tab.goto("/");
  for (const tier of data.slice(1)) {
    const usd = (amount) => `$${Number(amount).toFixed(2)}`;
    const price = `${usd(tier.input_usd_per_million)} / ${usd(tier.output_usd_per_million)}`;
    await tab.getByRole("listitem").filter({ hasText: tier.id }).getByText(price, { exact: true }).waitFor();
  }
});

journey("a row says where a tier is not the cheapest, as the calculator does", async ({ tab }) => {
  await tab.goto("/");
  const label = tab.getByRole("row").filter({ hasText: "A short text, one label" });
  await label.waitFor();
  // tier-2: 400 × $1.50 + 10 × $7.50, per million. GPT-6 Luna: 400 × $0.10 + 10 × $0.50.
  assert.deepEqual(await label.getByRole("cell").allInnerTexts(), ["$0.000675 tier-2", "$0.0000450 GPT-6 Luna", "15 times as much"]);
  const agent = tab.getByRole("row").filter({ hasText: "A coding agent, 20 turns" });
  const [withUs] = (await agent.getByRole("cell").first().innerText()).split(" ");
  await tab.goto("/calculator?tier=tier-3&input=12000&output=350&reasoning=250&cachedPercent=60&turns=20&growth=2500&retryPercent=0&tasksPerDay=1");
  await tab.locator("#verdict").getByText(`With tier-3 this task costs ${withUs}`).waitFor();
});

journey("the examples have the key that was made in this tab", async ({ tab }) => {
  const key = `tu-${"a1B2".repeat(9)}Zz`;
  await tab.goto("/");
  await tab.getByText("Put your key in place of").waitFor();
  await tab.evaluate((made) => sessionStorage.setItem("tierup.new-key", made), key);
  await tab.reload();
  await tab.getByText("The key that you have just made is filled in.").waitFor();
  assert.ok((await tab.getByRole("tabpanel").innerText()).includes(key));
});
