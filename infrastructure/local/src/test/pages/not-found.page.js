// The page for addresses that do not exist. Clients of the API get an error instead.
import assert from "node:assert/strict";
import { journey, page, SITE } from "./lane.js";

const tolerates = [/status of 404/];

page("/no/such/page", { name: "not-found", status: 404, tolerates });

journey("an address that does not exist leads back to the front page", async ({ tab }) => {
  await tab.goto("/no/such/page");
  await tab.getByRole("link", { name: "To the front page" }).press("Enter");
  await tab.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(new URL(tab.url()).pathname, "/");
}, { tolerates });

journey("clients of the API get JSON, whatever they accept", async () => {
  for (const [path, accept] of [["/no/such/page", "*/*"], ["/no/such/page", "application/json"], ["/v1/nothing", "text/html"]]) {
    const answer = await fetch(SITE + path, { headers: { accept } });
    assert.equal(answer.status, 404);
    assert.equal((await answer.json()).error.code, "not_found", `${path} for ${accept}`);
  }
});
