// The first answer: a key, ready-made requests with it, and a request that is sent from the page.
import { rememberKey } from "./code.js";
import { element, fill } from "./dom.js";
import { BASE_URL, call, Unreachable } from "./api.js";
import { announce, copyButton, field, submits, tabs } from "./forms.js";
import { count, duration } from "./format.js";
import { AnswerFailure, answerOf } from "./sse.js";
import { samples } from "./samples.js";

const ANSWER_TIMEOUT_MS = 60_000;

/** Shows a secret with a button that copies it. Examples on other pages have it too, while the tab is open. */
export function secretBox(secret, copied = () => {}) {
  rememberKey(secret);
  const code = element("code", { class: "secret", tabindex: 0 }, secret);
  return element("div", { class: "secret-box" }, code, copyButton(secret, { label: "Copy key", copied, shownIn: code }));
}

/** Ready-made requests in several languages. */
export function sampleTabs(secret, tier) {
  return tabs("Language", samples(BASE_URL, secret, tier).map(({ name, code }) => {
    const shown = element("code", {}, code);
    return { name, body: element("div", { class: "panel" }, copyButton(code, { shownIn: shown }), element("pre", { tabindex: 0 }, shown)) };
  }));
}

/**
 * A form that sends one request and streams its answer.
 *
 * @param secret the key that pays; null for the session
 * @param ended gets the id of the request when its answer has ended
 */
export function testRequest(secret, ended = () => {}) {
  const answer = element("div", { class: "answer", "aria-live": "off", hidden: true });
  const facts = element("p", { class: "soft", role: "status" });
  let running = null;
  const stop = element("button", { type: "button", class: "button", hidden: true, onclick: () => running?.abort() }, "Stop reading");
  const form = element("form", { class: "test-request", "aria-label": "Test request" },
    element("div", { class: "row" },
      field("Tier", { name: "tier", value: "tier-2", options: [["tier-1", "tier-1, free"], ["tier-2", "tier-2"], ["tier-3", "tier-3"], ["tier-4", "tier-4"]] }),
      field("Ask something", { name: "prompt", value: "Say hello in three languages.", required: true, maxlength: 4_000, "data-wrong": "Type a question." })),
    element("div", { class: "buttons" }, element("button", { type: "submit", class: "button primary" }, "Send a test request"), stop));
  submits(form, async ({ tier, prompt }) => {
    fill(answer);
    fill(facts, "Waiting for the first word …");
    answer.hidden = false;
    stop.hidden = false;
    running = new AbortController();
    try {
      fill(facts, await streamed(secret, tier, prompt, answer, running.signal, ended));
      announce("The answer is complete.");
    } catch (failure) {
      if (!running.signal.aborted) throw failure;
      fill(facts, "You stopped reading. The answer is still generated and charged.");
    } finally {
      stop.hidden = true;
    }
  });
  return element("div", {}, form, answer, facts);
}

async function streamed(secret, tier, prompt, answer, signal, ended) {
  const start = performance.now();
  // The playground's path takes the session in place of a key.
  const response = await call("POST", secret ? "v1/chat/completions" : "try/chat",
    { model: tier, stream: true, stream_options: { include_usage: true }, max_tokens: 400, messages: [{ role: "user", content: prompt }] },
    { headers: secret ? { authorization: `Bearer ${secret}` } : {}, signal, timeoutMs: ANSWER_TIMEOUT_MS });
  let firstMs = null;
  let usage = null;
  for await (const part of parts(response.body)) {
    if (part.text) {
      firstMs ??= performance.now() - start;
      answer.append(part.text);
    }
    usage = part.usage ?? usage;
  }
  const requestId = response.headers.get("x-request-id");
  ended(requestId);
  return [
    `First word after ${duration(firstMs)}, all in ${duration(performance.now() - start)}. `,
    usage && `${count(usage.prompt_tokens)} tokens in, ${count(usage.completion_tokens)} out. `,
    requestId && element("a", { href: `#requests/${requestId}` }, "See what it cost"),
  ].filter(Boolean);
}

/** The parts of an answer; what breaks off says so in words for customers. */
async function* parts(stream) {
  try {
    yield* answerOf(stream);
  } catch (failure) {
    if (failure.name === "AbortError" || failure instanceof AnswerFailure) throw failure;
    throw new Unreachable("The connection broke off before the answer was complete. What was generated is charged.");
  }
}

/** The card that a new account begins with. */
export function welcomeCard(secret, ended) {
  return element("div", { class: "card welcome" },
    element("div", { class: "card-head" }, element("h2", {}, "Your first key")),
    element("p", {}, "It is shown only now. Copy it to where your program reads it. If you lose it, make another one and revoke this one."),
    secretBox(secret),
    element("h3", {}, "See it work"),
    testRequest(secret, ended),
    element("h3", {}, "Use it in your program"),
    sampleTabs(secret));
}

/** What an account sees that has not sent a request yet, and whose first key is gone from the page. */
export function noRequestsYet(makeKey, ended) {
  return element("div", { class: "card" },
    element("div", { class: "card-head" }, element("h2", {}, "Send your first request")),
    element("p", {}, "Your requests will appear here. Any OpenAI or Anthropic client works: its base URL is ", element("code", {}, BASE_URL), "."),
    testRequest(null, ended),
    element("h3", {}, "In your program"),
    element("p", {}, "A key lets a program send requests that this account pays for."),
    element("p", { class: "actions" }, makeKey));
}

