// Signing up and in: an address, then the code that was mailed to it.
import { element, fill } from "./dom.js";
import { get, post, ROOT } from "./api.js";
import { field, submitButton, submits, WrongField } from "./forms.js";
import { solve } from "./proof.js";

const KEPT = "tierup.sign-up";
const RESEND_AFTER_MS = 30_000;
const CODE_DIGITS = 8;

/**
 * Shows the form. A code that is on its way survives a reload of the page.
 *
 * @param signedIn gets the answer to the right code
 * @param email the address that is filled in at first
 */
export function signIn(place, signedIn, email = "") {
  const kept = pending();
  if (kept) askCode(place, kept, signedIn);
  else askAddress(place, email, signedIn, email !== "");
}

/** @param focuses whether the field gets the focus, which those who have just opened a page do not expect */
function askAddress(place, email, signedIn, focuses = true) {
  let proof = null;
  const prepare = () => {
    proof ??= proofOfWork();
    proof.catch(() => { proof = null; });
    return proof;
  };
  const form = element("form", { class: "sign-in", "aria-label": "Sign in or sign up", onfocusin: prepare },
    field("E-mail address", {
      name: "email", type: "email", value: email, required: true, maxlength: 254, autocomplete: "email", inputmode: "email", spellcheck: "false",
      placeholder: "ada@example.com", "data-wrong": "Type an e-mail address such as ada@example.com.",
    }, "We send a code of eight digits. If you are new, it opens your account."),
    element("div", { class: "buttons" }, submitButton("Send me a code")));
  submits(form, async (values) => {
    const address = values.email.trim();
    const challenge = await sendCode(address, prepare);
    // A proof is taken once.
    proof = null;
    askCode(place, keep(address, challenge), signedIn);
  });
  fill(place, form);
  if (focuses) form.elements.email.focus();
}

async function sendCode(email, prepare) {
  return post("v1/sign-up", { email, proof: await prepare() });
}

/** The solution of a challenge; null if the service wants none. */
async function proofOfWork() {
  const challenge = await get("v1/sign-up/proof");
  return challenge.required ? solve(challenge) : null;
}

function askCode(place, sent, signedIn) {
  const form = element("form", { class: "sign-in", "aria-label": "Enter the code" },
    element("p", {}, "The code is on its way to ", element("strong", {}, sent.email), "."),
    outboxLink(),
    field("Code", {
      name: "code", required: true, inputmode: "numeric", autocomplete: "one-time-code", maxlength: 12, class: "code", placeholder: "1234-5678",
      "data-wrong": "Type the eight digits of the code.",
    }, "It is valid for 15 minutes. Look into the spam folder, too."),
    element("div", { class: "buttons" }, submitButton("Continue")),
    element("p", { class: "choices" },
      resendButton(place, sent, signedIn),
      element("button", { type: "button", class: "link", onclick: () => { forget(); askAddress(place, sent.email, signedIn); } }, "Use another address")));
  submits(form, async (values) => {
    const code = values.code.replace(/\D/g, "");
    if (code.length !== CODE_DIGITS) throw new WrongField("code", "Type the eight digits of the code.");
    const answer = await verify(sent, code);
    forget();
    await signedIn(answer);
  });
  form.elements.code.addEventListener("input", ({ target }) => {
    if (target.value.replace(/\D/g, "").length === CODE_DIGITS) form.requestSubmit();
  });
  fill(place, form);
  form.elements.code.focus();
}

async function verify(sent, code) {
  try {
    return await post("v1/sign-up/verify", { challenge_id: sent.challengeId, code });
  } catch (failure) {
    if (failure.code === "wrong_code") throw new WrongField("code", failure.message);
    throw failure;
  }
}

/** On a local run, codes are not mailed but written to a page. */
function outboxLink() {
  const isLocal = ["127.0.0.1", "localhost", "[::1]"].includes(location.hostname);
  return isLocal && element("p", { class: "notice" },
    "This service runs on your machine, and sends no mail: ",
    element("a", { href: new URL("outbox", ROOT), target: "_blank", rel: "noopener" }, "open the outbox"), " to read the code.");
}

function resendButton(place, sent, signedIn) {
  const button = element("button", { type: "button", class: "link", disabled: true }, "Send it again");
  const message = element("span", { role: "status" });
  button.addEventListener("click", async () => {
    button.disabled = true;
    fill(message, "Sending …");
    try {
      askCode(place, keep(sent.email, await sendCode(sent.email, proofOfWork)), signedIn);
    } catch (failure) {
      fill(message, failure.message);
      button.disabled = false;
    }
  });
  setTimeout(() => { button.disabled = false; }, Math.max(0, sent.sentAt + RESEND_AFTER_MS - Date.now()));
  return element("span", {}, button, " ", message);
}

function keep(email, challenge) {
  const sent = { email, challengeId: challenge.challenge_id, expiresAt: challenge.expires_at, sentAt: Date.now() };
  sessionStorage.setItem(KEPT, JSON.stringify(sent));
  return sent;
}

function pending() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  return kept && Date.parse(kept.expiresAt) > Date.now() ? kept : null;
}

function forget() {
  sessionStorage.removeItem(KEPT);
}
