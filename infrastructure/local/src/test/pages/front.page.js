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
