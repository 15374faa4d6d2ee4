// The playground: asks one tier, or two side by side, and shows how they answer.
import { BASE_URL, Refusal, call, explained, get } from "./api.js";
import { byId, element, fill } from "./dom.js";
import { count, duration } from "./format.js";
import { readImage } from "./images.js";
import { rendered } from "./markdown.js";
import { asCurl, asPython } from "./snippets.js";
import { answerOf } from "./sse.js";
import { arrive, prepare, take } from "./visit.js";

const FIRST_TOKEN_TIMEOUT_MS = 90_000;
const MAX_IMAGES = 8;
const DRAFT = "tierup-draft";
const NEAR_END_PX = 160;

const [prompt, system, tier, other, send, stop] = ["prompt", "system", "tier", "other", "send", "stop"].map(byId);
const page = document.querySelector("main");

const state = { signedIn: false, maxImages: MAX_IMAGES, prices: {}, images: [], turns: [], running: null, last: null };

/* What is said on the page */

function notice(text, link) {
  fill(byId("notice"), text, link ? [" ", link] : null);
  byId("notice").hidden = text === null;
}

const signUp = () => element("a", { href: "dashboard" }, "Sign up");
const announce = (text) => fill(byId("announcement"), text);

/* What was typed stays, whatever happens */

function keepDraft() {
  try {
    sessionStorage.setItem(DRAFT, JSON.stringify({ prompt: prompt.value, system: system.value, tier: tier.value, other: other.value }));
  } catch {
    // Private windows may have no storage. The draft then lasts as long as the page.
  }
}

function restoreDraft() {
  try {
    const draft = JSON.parse(sessionStorage.getItem(DRAFT)) ?? {};
    for (const [field, value] of [[prompt, draft.prompt], [system, draft.system], [tier, draft.tier], [other, draft.other]]) {
      if (typeof value === "string") field.value = value;
    }
  } catch {
    // Nothing was kept.
  }
  if (system.value) system.closest("details").open = true;
}

/* Images */

function showImages() {
  byId("images").hidden = state.images.length === 0;
  fill(byId("images"), state.images.map((image) => element("li", {}, image.canvas,
    element("button", { type: "button", "aria-label": `Remove ${image.name}`, onclick: () => {
      state.images = state.images.filter((kept) => kept !== image);
      showImages();
      prompt.focus();
    } }, "×"))));
}

let added = Promise.resolve();

/* One after the other, because reading takes a while: images of two quick drops would both count those that are there already. */
function add(files) {
  added = added.then(() => addNow(files));
  return added;
}

async function addNow(files) {
  notice(null);
  for (const file of files) {
    if (state.images.length >= state.maxImages) {
      notice(state.signedIn ? `A message takes ${MAX_IMAGES} images.` : `Without an account, a message takes ${state.maxImages} images.`,
        state.signedIn ? null : signUp());
      break;
    }
    try {
      const image = await readImage(file);
      state.images.push(image); // Not in one expression: while the image is read, the list may be replaced.
    } catch (failure) {
      notice(failure.message);
    }
  }
  showImages();
}

/* A request and its answer */

function content(text, images) {
  if (images.length === 0) return text;
  return [...images.map(({ url }) => ({ type: "image_url", image_url: { url } })), ...(text ? [{ type: "text", text }] : [])];
}

/** The conversation as the answers of one column have it. A column that is new gets what the first has said. */
function bodyFor(model, column) {
  const messages = system.value.trim() ? [{ role: "system", content: system.value }] : [];
  for (const turn of state.turns) {
    const answer = turn.answers[column] ?? turn.answers[0];
    if (!answer?.text) continue;
    messages.push({ role: "user", content: content(turn.question, turn.images) }, { role: "assistant", content: answer.text });
  }
  return { model, messages };
}

function card(model) {
  const text = element("div", { class: "text" });
  const facts = element("p", { class: "figures-line" });
  const status = element("span", {}, "asking …");
  const node = element("article", { class: "answer", "data-state": "waiting", "aria-label": `Answer of ${model}` },
    element("header", {}, element("code", {}, model), status), text, facts);
  return { model, node, shown: text, facts, status, text: "" };
}

function show(answer) {
  const follows = document.documentElement.scrollHeight - innerHeight - scrollY < NEAR_END_PX;
  answer.shown.replaceChildren(rendered(answer.text));
  answer.isStale = false;
  if (follows) scrollTo(0, document.documentElement.scrollHeight);
}

/** Shows what came, at most once for each picture of the screen. */
function showSoon(answer) {
  if (answer.isStale) return;
  answer.isStale = true;
  requestAnimationFrame(() => answer.isStale && show(answer));
}

function costOf(model, usage) {
  const price = state.prices[model];
  if (!price) return null;
  const repeated = usage.prompt_tokens_details?.cached_tokens ?? 0;
  return ((usage.prompt_tokens - repeated) * price.input + repeated * price.repeated + usage.completion_tokens * price.output) / 1e6;
}

function money(usd) {
  if (usd === 0) return "free";
  return `$${usd.toFixed(Math.min(9, Math.max(2, 2 - Math.floor(Math.log10(usd)))))}`;
}

function showFacts(answer, usage, firstToken, total) {
  const cost = costOf(answer.model, usage);
  const reasoning = usage.completion_tokens_details?.reasoning_tokens ?? 0;
  const bold = (text) => element("b", {}, text);
  fill(answer.facts,
    element("span", {}, bold(count(usage.prompt_tokens)), " in, ", bold(count(usage.completion_tokens)), " out",
      reasoning > 0 ? ` (${count(reasoning)} reasoning)` : null),
    cost === null ? null : element("span", {}, bold(money(cost)), state.signedIn ? " charged" : " at its price"),
    element("span", {}, "first token ", bold(duration(firstToken))),
    element("span", {}, "all ", bold(duration(total))));
}

async function request(body, signal) {
  for (let attempt = 0; ; attempt++) {
    const proof = state.signedIn ? null : await take();
    const askedAt = performance.now();
    try {
      const response = await call("POST", "try/chat", { ...body, stream: true, stream_options: { include_usage: true } },
        { headers: proof ? { "x-tierup-proof": proof } : {}, signal, timeoutMs: FIRST_TOKEN_TIMEOUT_MS });
      return { response, askedAt };
    } catch (failure) {
      // A proof may have expired while the page was asleep, and so may the session, without which a proof is needed.
      if (!(failure instanceof Refusal) || failure.code !== "proof_required" || attempt > 0) throw failure;
      if (state.signedIn) await notSignedIn();
    }
  }
}

/** The session has ended: from now on, whoever asks is a visitor. */
async function notSignedIn() {
  showWho(await arrive());
  if (!state.signedIn) fill(byId("who"), "Your session has ended. The question goes on without an account: a daily budget of ours pays.");
}

/** Streams one answer into its card. Returns the failure, or null. */
async function stream(answer, body, signal) {
  let firstToken = null;
  let usage = null;
  try {
    const { response, askedAt } = await request(body, signal);
    answer.status.textContent = "thinking …";
    for await (const event of answerOf(response.body)) {
      if (event.text) {
        firstToken ??= performance.now() - askedAt;
        if (answer.text === "") answer.status.textContent = "answering …";
        answer.node.dataset.state = "streaming";
        answer.text += event.text;
        showSoon(answer);
      }
      if (event.finish === "length") answer.cut = true;
      usage = event.usage ?? usage;
    }
    answer.status.textContent = answer.cut ? "cut at the longest length" : "";
    if (usage) showFacts(answer, usage, firstToken, performance.now() - askedAt);
    return null;
  } catch (failure) {
    const stopped = signal.aborted;
    answer.status.textContent = stopped ? "stopped" : "broke off";
    const told = stopped
      ? `You stopped reading.${state.signedIn ? " The answer is still generated and charged." : ""}`
      : explained(failure);
    fill(answer.facts, element("span", { class: stopped ? null : "wrong" }, told));
    return stopped ? null : failure;
  } finally {
    if (answer.text) show(answer);
    answer.node.dataset.state = "ended";
  }
}

function running(controller) {
  const hadFocus = document.activeElement === stop || document.activeElement === send;
  state.running = controller;
  stop.hidden = controller === null;
  send.hidden = controller !== null;
  if (hadFocus) (controller ? stop : prompt).focus();
}

/** Takes the question back if nobody has answered it, so that it can be sent again. */
function takeBack(turn, failures) {
  state.turns = state.turns.filter((kept) => kept !== turn);
  if (!prompt.value) prompt.value = turn.question;
  if (state.images.length === 0) state.images = turn.images;
  showImages();
  const [failure] = failures;
  const needsAccount = failure instanceof Refusal && ["free_allowance_reached", "rate_limit_exceeded"].includes(failure.code);
  notice(explained(failure), needsAccount && !state.signedIn ? signUp() : null);
  turn.node.remove();
  document.body.classList.toggle("asked", state.turns.length > 0);
  byId("after").hidden = state.turns.length === 0;
  prompt.focus();
}

async function ask(question, images) {
  const models = [tier.value, ...(other.value ? [other.value] : [])];
  const bodies = models.map((model, column) => {
    const body = bodyFor(model, column);
    return { ...body, messages: [...body.messages, { role: "user", content: content(question, images) }] };
  });
  const answers = models.map(card);
  const pictures = images.map(({ canvas }) => canvas);
  const node = element("section", { class: "turn", "aria-label": "Question and answer" },
    element("div", { class: "question" }, pictures.length > 0 ? element("div", { class: "pictures" }, pictures) : null, question),
    element("div", { class: "answers" }, answers.map((answer) => answer.node)));
  const turn = { question, images, answers, node };
  const controller = new AbortController();
  notice(null);
  prompt.value = "";
  state.images = [];
  showImages();
  byId("turns").append(node);
  document.body.classList.add("asked");
  running(controller);
  scrollTo(0, document.documentElement.scrollHeight);
  const failures = (await Promise.all(answers.map((answer, column) => stream(answer, bodies[column], controller.signal)))).filter(Boolean);
  // A new conversation may have begun meanwhile, with a request of its own.
  if (state.running === controller) running(null);
  if (!node.isConnected) return;
  if (failures.length > 0 && answers.every(({ text }) => text === "")) {
    takeBack(turn, failures);
  } else {
    state.turns.push(turn);
    state.last = bodies[0];
    byId("after").hidden = false;
    announce(failures.length > 0 ? "The answer broke off." : "The answer is complete.");
  }
  keepDraft();
  if (!state.signedIn) prepare(models.length);
}

function submit() {
  const question = prompt.value.trim();
  if (state.running || (question === "" && state.images.length === 0)) {
    prompt.focus();
    return;
  }
  ask(question, state.images).catch((failure) => notice(explained(failure)));
}

/* What people do */

byId("ask").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
byId("ask").addEventListener("input", keepDraft);
prompt.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches) return;
  event.preventDefault();
  submit();
});
prompt.addEventListener("focus", () => { if (!state.signedIn && byId("who").dataset.open) prepare(other.value ? 2 : 1); });
stop.addEventListener("click", () => state.running?.abort());
byId("file").addEventListener("change", ({ target }) => { add([...target.files]); target.value = ""; });
for (const example of byId("examples").children) {
  example.addEventListener("click", () => { prompt.value = example.textContent; keepDraft(); prompt.focus(); });
}
byId("clear").addEventListener("click", () => {
  state.running?.abort();
  state.turns = [];
  fill(byId("turns"));
  byId("after").hidden = true;
  document.body.classList.remove("asked");
  notice(null);
  prompt.focus();
});
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const code = (button.dataset.copy === "curl" ? asCurl : asPython)(BASE_URL, state.last);
    const label = `Copy as ${button.dataset.copy}`;
    try {
      await navigator.clipboard.writeText(code);
      button.textContent = "Copied";
      announce("Copied.");
    } catch {
      button.textContent = "Your browser does not let pages copy";
    }
    button.addEventListener("blur", () => { button.textContent = label; }, { once: true });
  });
}

const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
page.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  byId("box").classList.add("over");
});
page.addEventListener("dragleave", () => byId("box").classList.remove("over"));
page.addEventListener("drop", (event) => {
  byId("box").classList.remove("over");
  if (!hasFiles(event)) return;
  event.preventDefault();
  add([...event.dataTransfer.files]);
});
prompt.addEventListener("paste", (event) => {
  const files = [...event.clipboardData.files];
  if (files.length > 0) {
    event.preventDefault();
    add(files);
  }
});

function showWho(start) {
  state.signedIn = start.signed_in;
  state.maxImages = start.signed_in ? MAX_IMAGES : start.visitor_limits.max_images;
  byId("who").dataset.open = start.open && !start.signed_in ? "true" : "";
  if (start.signed_in) fill(byId("who"), "You are signed in: your wallet pays, as with the API.");
}

async function begin() {
  restoreDraft();
  const [start, tiers] = await Promise.all([arrive(), get("v1/tiers").catch(() => ({ data: [] }))]);
  for (const { id, ...price } of tiers.data) {
    state.prices[id] = {
      input: Number(price.input_usd_per_million), repeated: Number(price.repeated_input_usd_per_million),
      output: Number(price.output_usd_per_million),
    };
  }
  showWho(start);
  if (!start.open) {
    notice("The playground is closed to visitors without an account.", signUp());
    send.disabled = true;
  }
}

begin()
  .catch((failure) => notice(explained(failure)))
  .finally(() => page.removeAttribute("aria-busy"));
