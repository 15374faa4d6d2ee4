// What the tests of the pages share: one browser, what every page must fulfil, and journeys through them.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import test, { after, before, describe } from "node:test";
import { availableParallelism } from "node:os";
import { chromium } from "playwright-core";

/** The address of the service's front page, without the slash. */
export const SITE = new URL(process.env.OPENAI_BASE_URL).origin;

const SIZES = { laptop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };
const MAX_WEIGHT_KB = 150;
const MAX_PICTURE_HEIGHT_PX = 6_000;
const MAX_TAB_STOPS = 60;
const PHONE_SLOWDOWN = 4; // a phone's processor beside a laptop's, as Lighthouse has it
const PICTURES = fileURLToPath(new URL("../../../../../target/pages/", import.meta.url));
/** Tests wait for the network and for the page in turn, so that there is work for one more than there are processors. */
const AT_ONCE = Number(process.env.TIERUP_PAGES_AT_ONCE) || availableParallelism() + 1;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
const tests = [];
const figures = [];

/** Runs the tests of all pages that have been loaded, several at a time, in one browser. */
export function runAll() {
  describe("pages", { concurrency: AT_ONCE }, () => {
    before(async () => {
      await mkdir(PICTURES, { recursive: true });
      browser = await chromium.launch({ executablePath: process.env.CHROME });
    });
    for (const { name, go } of tests) test(name, go);
    after(async () => {
      await browser.close();
      const table = [`page                            KB    first paint, ms, processor slowed down four times, ${AT_ONCE} at once`, ...figures.sort()].join("\n");
      await writeFile(`${PICTURES}figures.txt`, `${table}\n`);
      console.log(table);
    });
  });
}

/**
 * Tests what every page must fulfil, at both sizes and in both schemes, and takes a picture of each in target/pages. A page is loaded in the
 * light scheme; the dark one follows without loading it again, as when the evening comes.
 *
 * @param path such as /calculator?tier=tier-3
 * @param options.name of the pictures
 * @param options.prepare is given the tab before the checks, to bring the page into a state; the weight is that of the page as loaded
 * @param options.session who is signed in: "used" for an account that has keys, payments and requests, "new" for one that has nothing yet
 * @param options.status of the answer
 * @param options.tolerates what the console may say
 * @param options.enter brings a tab to another site, and returns its address without the slash
 */
export function page(path, { name = nameOf(path), prepare = async () => {}, session = null, status = 200, tolerates = [], enter } = {}) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const go = async () => inContext({ viewport, ...(session && { storageState: await signedIn(session) }) }, tolerates, async (context) => {
      const tab = await context.newPage();
      const site = await enter?.(tab) ?? "";
      const weight = weigh(tab);
      if (size === "phone") await slowDown(tab, PHONE_SLOWDOWN);
      const answer = await tab.goto(`${site}${path}`);
      await loaded(tab);
      const weightKb = (await weight()) / 1000;
      if (size === "phone") figures.push(`${name.padEnd(30)} ${weightKb.toFixed(0).padStart(4)} ${(await firstPaintMs(tab)).toFixed(0).padStart(6)}`);
      if (size === "phone") await slowDown(tab, 1);
      const shifts = await layoutShifts(tab);
      await prepare(tab);

      assert.equal(answer.status(), status);
      assert.equal(await answer.headerValue("x-content-type-options"), "nosniff");
      assert.doesNotMatch((await answer.headerValue("content-security-policy")) ?? "unsafe-inline", /unsafe|\*/);
      assert.ok(weightKb <= MAX_WEIGHT_KB, `the page weighs ${weightKb.toFixed(1)} KB`);
      assert.ok(await paintsWhole(tab), "a part of the page can be painted before the rest, and moved by it");
      assert.deepEqual(shifts, [], "the layout shifts while the page loads");
      await tab.evaluate(axe);
      for (const colorScheme of ["light", "dark"]) {
        // Colours must not be read while they change.
        await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await takePicture(tab, `${PICTURES}${name}-${viewport.width}-${colorScheme}.png`);
        assert.deepEqual(await violations(tab, colorScheme), []);
      }
      assert.deepEqual(await widerThanWindow(tab), []);
      if (size === "laptop") await visitByKeyboard(tab);
    });
    tests.push({ name: `${name}, ${size}`, go });
  }
}

/**
 * Tests a journey through the pages. It fails on every error in the console, except those that `tolerates` matches.
 *
 * @param go is given {context, tab}; a new tab without a session at the size of a laptop, and its context
 */
export function journey(name, go, { tolerates = [], ...options } = {}) {
  const run = () => inContext({ viewport: SIZES.laptop, ...options }, tolerates, async (context) => go({ context, tab: await context.newPage() }));
  tests.push({ name, go: run });
}

/** Tests a journey that uses the clipboard, of which there is one for all tabs: such journeys take turns. */
export function clipboardJourney(name, go, options) {
  journey(name, ({ context, tab }) => (clipboard = clipboard.catch(() => {}).then(async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: SITE });
    await go({ context, tab });
  })), options);
}
let clipboard = Promise.resolve();

/** Signs a new customer up, by the API, and returns the address. The context's tabs have the session. */
export async function signIn(context, email = `pages-${crypto.randomUUID()}@example.com`) {
  const post = async (path, data) => {
    const answer = await context.request.post(path, { data, headers: { origin: SITE } });
    assert.ok(answer.ok(), `${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer.json();
  };
  const { challenge_id } = await post("/v1/sign-up", { email });
  await post("/v1/sign-up/verify", { challenge_id, code: await codeFor(email), cookie: true });
  return email;
}

/** The session of a customer whom all pages that only show something share. */
function signedIn(account) {
  return (sessions[account] ??= inContext({}, [CHECKOUT], async (context) => {
    await signIn(context);
    if (account === "used") await use(context);
    return context.storageState();
  }));
}
const sessions = {};

/** Pages of the simulated Stripe, which has a port of its own. */
export const CHECKOUT = /^request to http:\/\/127\.0\.0\.1:\d+\/(pay|style|favicon)/;

/** Does with an account what customers do: pays in, makes keys and a team, and asks all tiers. */
async function use(context) {
  const write = async (method, path, data, headers = { origin: SITE }) => {
    const answer = await context.request.fetch(path, { method, data, headers });
    assert.ok(answer.ok(), `${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer.json();
  };
  const { checkout_url: checkout } = await write("POST", "/v1/wallet/top-ups", { amount_usd: "50" });
  const tab = await context.newPage();
  await tab.goto(checkout);
  await tab.getByRole("button", { name: "Pay $50.00" }).click();
  await tab.getByRole("heading", { name: "$50.00 was added to your wallet" }).waitFor();
  await write("PUT", "/v1/teams/search", { daily_limit_usd: "20" });
  const { key } = await write("POST", "/v1/keys", { name: "production", daily_limit_usd: "5", team: "search" });
  await write("POST", "/v1/keys", { name: "A notebook that somebody gave a rather long name", scopes: ["inference"] });
  const ask = (tier, content) => write("POST", "/v1/chat/completions", { model: tier, messages: [{ role: "user", content }] }, { authorization: `Bearer ${key}` });
  for (const tier of ["tier-1", "tier-2", "tier-3", "tier-4", "tier-2"]) await ask(tier, `Say hello. ${"The tide is out. ".repeat(80)}`);
  await context.request.post("/v1/chat/completions", { data: { model: "tier-3", messages: [{ role: "user", content: "[[simulate:status=500]]" }] }, headers: { authorization: `Bearer ${key}` } });
  await write("PUT", "/v1/account/models", { aliases: { "claude-opus-*": "tier-4", "gpt-*": "tier-2" } });
}

/** The code that was mailed to an address last. */
export async function codeFor(email) {
  const outbox = await (await fetch(`${SITE}/outbox`)).text();
  return outbox.slice(outbox.indexOf(email)).match(/Your code for TierUp is ([\d-]+)/)[1];
}

/** Waits until a page has its fonts and everything that it says it is loading. */
export async function loaded(tab) {
  await tab.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  await tab.evaluate(() => document.fonts.ready.then(() => {}));
}

function nameOf(path) {
  return path.split("?")[0].replaceAll("/", " ").trim().replaceAll(" ", "-") || "front";
}

async function inContext(options, tolerates, use) {
  const context = await browser.newContext({ baseURL: SITE, ...options });
  const problems = [];
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => problems.push(`exception: ${error.error().message}`));
  context.on("request", (request) => {
    if (!request.url().startsWith(`${SITE}/`) && !/^(data|blob):/.test(request.url())) problems.push(`request to ${request.url()}`);
  });
  try {
    const used = await use(context);
    assert.deepEqual(problems.filter((problem) => !tolerates.some((tolerated) => tolerated.test(problem))), []);
    return used;
  } finally {
    await context.close();
  }
}

/** Returns a function that returns how many bytes the tab has got so far, as they were sent. */
function weigh(tab) {
  const finished = [];
  tab.on("requestfinished", (request) => finished.push(request));
  return async () => {
    const sizes = await Promise.all(finished.map((request) => request.sizes()));
    return sizes.reduce((sum, { responseBodySize, responseHeadersSize }) => sum + responseBodySize + responseHeadersSize, 0);
  };
}

async function slowDown(tab, rate) {
  const session = await tab.context().newCDPSession(tab);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
}

async function firstPaintMs(tab) {
  const painted = await tab.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  return painted.jsonValue();
}

/** Whether the browser waits with the first paint until it has read the last element of the page, instead of painting whatever it has. */
async function paintsWhole(tab) {
  return tab.evaluate(() => {
    const last = document.querySelector("link[rel=expect][blocking=render]")?.getAttribute("href");
    return last !== undefined && document.querySelector(`body > ${last}:last-of-type`) !== null;
  });
}

/** What has moved while the page loaded, and by how much. */
async function layoutShifts(tab) {
  return tab.evaluate(() => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: "layout-shift", buffered: true });
    return observer.takeRecords().map(({ value, sources }) => `${value}: ${sources.map(({ node, previousRect, currentRect }) =>
      `from ${JSON.stringify(previousRect)} to ${JSON.stringify(currentRect)}: ${(node?.outerHTML ?? node?.textContent ?? "").slice(0, 200)}`).join("; ")}`);
  });
}

/** Takes a picture of the page, or of the upper part of a very long one. */
async function takePicture(tab, path) {
  const { width, height } = await tab.evaluate(() => ({ width: innerWidth, height: document.documentElement.scrollHeight }));
  await tab.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, MAX_PICTURE_HEIGHT_PX) }, animations: "disabled" });
}

/** What axe finds, one line for each rule with the first place. Of its rules, only one has to do with the scheme. */
async function violations(tab, scheme) {
  return tab.evaluate(async (options) => {
    const { violations: found } = await window.axe.run(options);
    return found.map(({ id, nodes }) => `${id}: ${nodes.length} ×, ${nodes[0].html}: ${nodes[0].failureSummary}`);
  }, { resultTypes: ["violations"], preload: false, ...(scheme === "dark" && { runOnly: ["color-contrast"] }) });
}

/** The elements that make the page wider than the window. */
async function widerThanWindow(tab) {
  return tab.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll("*")].filter((node) => node.getBoundingClientRect().right > width).map((node) => node.outerHTML.slice(0, 120));
  });
}

/** Goes through the page by the Tab key. All that can be used must be reached, in its order, and must show that it has the focus. */
async function visitByKeyboard(tab) {
  const expected = await tab.evaluate((max) => {
    const usable = "a[href], button, input:not([type=radio]), select, textarea, summary, [tabindex]";
    // An open dialog is modal: what is behind it cannot be reached.
    return [...(document.querySelector("dialog[open]") ?? document).querySelectorAll(usable)]
      .filter((node) => node.tabIndex >= 0 && !node.disabled && !node.closest("[inert]") && node.checkVisibility({ visibilityProperty: true }))
      .map((node, index) => (node.dataset.tabStop = String(index)))
      .slice(0, max);
  }, MAX_TAB_STOPS);
  // The page notes what gets the focus, so that a press of the key costs one call. The parts of a date are one field with several stops.
  await tab.evaluate(() => {
    window.visited = [];
    addEventListener("focusin", ({ target }) => {
      const style = getComputedStyle(target);
      const shown = target.matches(":focus-visible") && ((style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none");
      window.visited.push({ stop: target.dataset.tabStop, shown, html: target.outerHTML.slice(0, 120) });
    });
    document.activeElement?.blur();
    window.scrollTo(0, 0);
  });
  const visited = async () => (await tab.evaluate(() => window.visited)).filter(({ stop }) => stop !== undefined);
  const mostPresses = expected.length + 20;
  for (let presses = 0; presses < mostPresses && (await visited()).length < expected.length; ) {
    const missing = Math.min(expected.length - (await visited()).length, mostPresses - presses);
    for (let press = 0; press < missing; press++) await tab.keyboard.press("Tab");
    presses += missing;
  }
  const stops = (await visited()).slice(0, expected.length);
  const reached = stops.map(({ stop }) => stop);
  const unmarked = stops.filter(({ shown }) => !shown).map(({ html }) => html);
  // The browser begins where the focus was last.
  const start = Math.max(0, expected.indexOf(reached[0]));
  assert.deepEqual(reached, [...expected.slice(start), ...expected.slice(0, start)], "the Tab key does not reach all that can be used, in its order");
  assert.deepEqual(unmarked, [], "the focus is not shown");
}
