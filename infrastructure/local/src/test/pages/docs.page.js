// The documentation.
import assert from "node:assert/strict";
import { clipboardJourney, journey, loaded, page, SITE } from "./lane.js";

for (const path of ["/docs", "/docs/quick-start", "/docs/errors", "/docs/limits", "/docs/claude-code", "/docs/api/chat", "/docs/api/account"]) page(path);

const KEY = `tu-${"a1B2".repeat(9)}Zz`;

/** Runs in the browser: what a page can be linked to by, and what it links to. */
function namesAndLinks(html) {
  const read = new DOMParser().parseFromString(html, "text/html");
  const all = (selector, attribute) => [...read.querySelectorAll(selector)].map((node) => node.getAttribute(attribute));
  return { ids: all("[id]", "id"), addresses: all("main a[href], aside a[href], .outline a[href]", "href") };
}

journey("no link of the documentation is broken", async ({ tab, context }) => {
  await tab.goto("/docs");
  const broken = [];
  const anchors = new Map();
  const waiting = ["/docs"];
  const links = [];
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (anchors.has(path)) continue;
    const answer = await context.request.get(path);
    assert.equal(answer.status(), 200, path);
    const { ids, addresses } = await tab.evaluate(namesAndLinks, await answer.text());
    anchors.set(path, ids);
    for (const address of addresses) {
      const link = new URL(address, SITE + path);
      if (link.origin !== SITE) continue;
      links.push([path, link]);
      if (/^\/docs($|\/)/.test(link.pathname) && !/\.(md|yaml)$/.test(link.pathname)) waiting.push(link.pathname);
    }
  }
  const others = new Map();
  for (const [from, { pathname, hash }] of links) {
    if (anchors.has(pathname)) {
      if (hash && !anchors.get(pathname).includes(hash.slice(1))) broken.push(`${from} → ${pathname}${hash}`);
    } else if (!others.has(pathname)) {
      others.set(pathname, (await context.request.get(pathname)).status());
      if (others.get(pathname) !== 200) broken.push(`${from} → ${pathname}`);
    }
  }
  assert.ok(anchors.size > 30, `${anchors.size} pages`);
  assert.deepEqual([...new Set(broken)], []);
});

journey("each guide is served as text, too", async ({ context }) => {
  const list = await (await context.request.get("/llms.txt")).text();
  const texts = [...list.matchAll(/\]\((.+?\.(?:md|yaml))\)/g)].map(([, address]) => address);
  assert.ok(texts.length > 25);
  for (const address of texts) {
    assert.ok(address.startsWith(`${SITE}/docs/`) || address === `${SITE}/calculator.md`, address);
    const answer = await context.request.get(address);
    assert.equal(answer.status(), 200, address);
    assert.doesNotMatch(await answer.text(), /tierup\.example/);
  }
});

journey("the search finds by keyboard what is written somewhere", async ({ tab }) => {
  await tab.goto("/docs");
  await loaded(tab);
  await tab.keyboard.press("/");
  await tab.keyboard.type("breaks off");
  const options = tab.getByRole("option");
  await options.first().waitFor();
  await tab.keyboard.press("ArrowDown");
  assert.match(await options.first().innerText(), /^When an answer breaks off/);
  assert.equal(await options.first().getAttribute("aria-selected"), "true");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/\/docs\/streaming#when-an-answer-breaks-off$/);

  await tab.keyboard.press("/");
  await tab.keyboard.type("zzzzqq");
  await tab.getByText("Nothing found.").waitFor();
  await tab.keyboard.press("Escape");
  assert.equal(await tab.getByRole("combobox").inputValue(), "");
});

journey("the search explains that it could not be loaded", async ({ tab, context }) => {
  await tab.goto("/docs/errors");
  await loaded(tab);
  await context.setOffline(true);
  await tab.getByRole("combobox").fill("retry");
  await tab.getByText("could not be loaded").waitFor();
}, { tolerates: [/ERR_INTERNET_DISCONNECTED/] });

journey("examples have the key that was made in this tab", async ({ tab }) => {
  await tab.goto("/docs/chat");
  assert.match(await tab.locator("main").innerText(), /tu-YOUR-KEY/);
  await tab.evaluate((key) => sessionStorage.setItem("tierup.new-key", key), KEY);
  await tab.reload();
  await loaded(tab);
  await tab.getByText(KEY).first().waitFor();
  assert.doesNotMatch(await tab.locator("main pre").first().innerText(), /tu-YOUR-KEY/);

  await tab.evaluate(() => sessionStorage.setItem("tierup.new-key", "<img src=x>"));
  await tab.reload();
  await loaded(tab);
  assert.match(await tab.locator("main").innerText(), /tu-YOUR-KEY/);
});

clipboardJourney("code is copied as it is", async ({ tab }) => {
  await tab.goto("/docs/codex");
  await loaded(tab);
  await tab.getByRole("button", { name: "Copy" }).nth(1).press("Enter");
  await tab.getByRole("button", { name: "Copied" }).waitFor();
  const copied = await tab.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, new RegExp(`^model = "tier-3"[\\s\\S]*base_url = "${SITE}/v1"`));
});
