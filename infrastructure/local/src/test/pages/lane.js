// What the tests of the pages share: one browser, what every page must fulfil, and journeys through them.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import test, { after, before } from "node:test";
import { chromium } from "playwright-core";

/** The address of the service's front page, without the slash. */
export const SITE = new URL(process.env.OPENAI_BASE_URL).origin;

const SIZES = { laptop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };
const SCHEMES = ["light", "dark"];
const MAX_WEIGHT_KB = 150;
const MAX_TAB_STOPS = 60;
const PHONE_SLOWDOWN = 4; // a phone's processor beside a laptop's, as Lighthouse has it
const PICTURES = fileURLToPath(new URL("../../../../../target/pages/", import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
const figures = [];

before(async () => {
  await mkdir(PICTURES, { recursive: true });
  browser = await chromium.launch({ executablePath: process.env.CHROME });
});

after(async () => {
  await browser.close();
  const table = ["page                            KB    first paint, ms, processor slowed down four times", ...figures].join("\n");
  await writeFile(`${PICTURES}figures.txt`, `${table}\n`);
  console.log(table);
});

/**
 * Tests what every page must fulfil, at both sizes and in both schemes, and takes a picture of each in target/pages.
 *
 * @param path such as /calculator?tier=tier-3
 * @param options.name of the pictures
 * @param options.prepare is given the tab before the checks, to bring the page into a state; the weight is that of the page as loaded
 * @param options.session whether somebody is signed in
 * @param options.status of the answer
 * @param options.tolerates what the console may say
 */
export function page(path, { name = nameOf(path), prepare = async () => {}, session = false, status = 200, tolerates = [] } = {}) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const scheme of SCHEMES) {
      test(`${name}, ${size}, ${scheme}`, async () => {
        await inContext({ viewport, colorScheme: scheme }, tolerates, async (context) => {
          if (session) await signIn(context);
          const tab = await context.newPage();
          const weight = weigh(tab);
          const slow = size === "phone" && scheme === "light";
          if (slow) await slowDown(tab, PHONE_SLOWDOWN);
          const answer = await tab.goto(path);
          await loaded(tab);
          const weightKb = (await weight()) / 1000;
          if (slow) figures.push(`${name.padEnd(30)} ${weightKb.toFixed(0).padStart(4)} ${(await firstPaintMs(tab)).toFixed(0).padStart(6)}`);
          if (slow) await slowDown(tab, 1);
          const shifts = await layoutShifts(tab);
          await prepare(tab);
          await tab.screenshot({ path: `${PICTURES}${name}-${viewport.width}-${scheme}.png`, fullPage: true, animations: "disabled" });

          assert.equal(answer.status(), status);
          assert.equal(await answer.headerValue("x-content-type-options"), "nosniff");
          assert.doesNotMatch((await answer.headerValue("content-security-policy")) ?? "unsafe-inline", /unsafe|\*/);
          assert.ok(weightKb <= MAX_WEIGHT_KB, `the page weighs ${weightKb.toFixed(1)} KB`);
          assert.deepEqual(shifts, [], "the layout shifts while the page loads");
          assert.deepEqual(await violations(tab, scheme), []);
          assert.deepEqual(await widerThanWindow(tab), []);
          if (size === "laptop" && scheme === "light") await visitByKeyboard(tab);
        });
      });
    }
  }
}

/**
 * Tests a journey through the pages. It fails on every error in the console, except those that `tolerates` matches.
 *
 * @param go is given {context, tab}; a new tab without a session at the size of a laptop, and its context
 */
export function journey(name, go, { tolerates = [], ...options } = {}) {
  test(name, async () => {
    await inContext({ viewport: SIZES.laptop, ...options }, tolerates, async (context) => go({ context, tab: await context.newPage() }));
  });
}

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
    await use(context);
    assert.deepEqual(problems.filter((problem) => !tolerates.some((tolerated) => tolerated.test(problem))), []);
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
  return tab.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
}

/** What has moved while the page loaded, and by how much. */
async function layoutShifts(tab) {
  return tab.evaluate(() => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: "layout-shift", buffered: true });
    return observer.takeRecords().map(({ value, sources }) => `${value}: ${sources.map(({ node, previousRect, currentRect }) =>
      `${node?.outerHTML ?? node?.textContent} from ${JSON.stringify(previousRect)} to ${JSON.stringify(currentRect)}`.slice(0, 400)).join("; ")}`);
  });
}

/** What axe finds, one line for each rule with the first place. Of its rules, only one has to do with the scheme. */
async function violations(tab, scheme) {
  await tab.evaluate(axe);
  return tab.evaluate(async (options) => {
    const { violations: found } = await window.axe.run(options);
    return found.map(({ id, nodes }) => `${id}: ${nodes.length} ×, ${nodes[0].html}: ${nodes[0].failureSummary}`);
  }, { resultTypes: ["violations"], ...(scheme === "dark" && { runOnly: ["color-contrast"] }) });
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
    return [...document.querySelectorAll(usable)]
      .filter((node) => node.tabIndex >= 0 && !node.disabled && !node.closest("[inert]") && node.checkVisibility({ visibilityProperty: true }))
      .map((node, index) => (node.dataset.tabStop = String(index)))
      .slice(0, max);
  }, MAX_TAB_STOPS);
  await tab.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); });
  const reached = [];
  const unmarked = [];
  for (let presses = 0; presses < expected.length + 20 && reached.length < expected.length; presses++) {
    await tab.keyboard.press("Tab");
    const { stop, shown, html } = await tab.evaluate(() => {
      const node = document.activeElement;
      const style = getComputedStyle(node);
      return {
        stop: node.dataset.tabStop,
        shown: node.matches(":focus-visible") && ((style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none"),
        html: node.outerHTML.slice(0, 120),
      };
    });
    // The parts of a date are one field with several stops.
    if (stop === undefined || stop === reached.at(-1)) continue;
    reached.push(stop);
    if (!shown) unmarked.push(html);
  }
  // The browser begins where the focus was last.
  const start = Math.max(0, expected.indexOf(reached[0]));
  assert.deepEqual(reached, [...expected.slice(start), ...expected.slice(0, start)], "the Tab key does not reach all that can be used, in its order");
  assert.deepEqual(unmarked, [], "the focus is not shown");
}
