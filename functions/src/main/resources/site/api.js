// Calls the service's API with the session of this browser.
import { AnswerFailure } from "./sse.js";

/** The address of the service. This file is one folder below it. */
export const ROOT = new URL("../", import.meta.url);
export const BASE_URL = new URL("v1", ROOT).href;

/** Paths that do not ask for a new session: those that begin and end one. */
const KNOWS_NOBODY = /^v1\/(sign-up|sessions)\b/;
const TIMEOUT_MS = 20_000;
const RETRY_AFTER_MS = 600;

/** The service refused a request. The message is its own and is written for customers. */
export class Refusal extends Error {
  constructor(status, { message, code, param }, retryAfterSeconds) {
    super(message);
    Object.assign(this, { status, code, param, retryAfterSeconds });
  }
}

/** The service did not answer: no network, or too slow. */
export class Unreachable extends Error {}

let signInAgain = null;

/** @param action asks the person to sign in again; its promise is kept when they have */
export function onSessionEnd(action) {
  signInAgain = action;
}

export const get = (path) => answer("GET", path);
export const post = (path, body, headers) => answer("POST", path, body, headers);
export const put = (path, body) => answer("PUT", path, body);
export const patch = (path, body) => answer("PATCH", path, body);
export const remove = (path) => answer("DELETE", path);

async function answer(method, path, body, headers) {
  const response = await call(method, path, body, headers);
  return response.status === 204 ? null : json(response);
}

/** The response to a request that was not refused. The person signs in again if the session has ended; then the request is sent again. */
export async function call(method, path, body, { headers = {}, signal = null, timeoutMs = TIMEOUT_MS } = {}) {
  const request = () => once(method, path, body, headers, signal, timeoutMs);
  let response = await request();
  if (response.status === 401 && signInAgain && !KNOWS_NOBODY.test(path) && !headers.authorization) {
    await signInAgain();
    response = await request();
  }
  if (response.ok) return response;
  throw await refusal(response);
}

async function once(method, path, body, headers, signal, timeoutMs) {
  const options = { method, headers: { ...headers }, credentials: "same-origin", cache: "no-store" };
  if (body !== undefined) {
    options.headers["content-type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  try {
    return await limited(path, options, signal, timeoutMs);
  } catch (failure) {
    if (signal?.aborted) throw failure;
    if (method !== "GET") throw unreachable(failure);
  }
  // Reading twice does no harm, and most breaks are short.
  await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
  try {
    return await limited(path, options, signal, timeoutMs);
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw unreachable(failure);
  }
}

/** The time limit holds until the answer begins; a stream may take longer. */
async function limited(path, options, signal, timeoutMs) {
  const slow = new AbortController();
  const timer = setTimeout(() => slow.abort(new DOMException("too slow", "TimeoutError")), timeoutMs);
  try {
    return await fetch(new URL(path, ROOT), { ...options, signal: signal ? AbortSignal.any([signal, slow.signal]) : slow.signal });
  } finally {
    clearTimeout(timer);
  }
}

function unreachable(failure) {
  if (navigator.onLine === false) return new Unreachable("You are offline. Nothing was lost: try again when the connection is back.");
  if (failure.name === "TimeoutError") return new Unreachable("The service has not answered in time. Try again.");
  return new Unreachable("The service cannot be reached. Check your connection, and try again.");
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    throw new Unreachable("The connection broke off during the answer. Try again.");
  }
}

async function refusal(response) {
  const body = await response.json().catch(() => null);
  const error = body?.error ?? { message: `The service answered with the status ${response.status}. Try again later.`, code: null };
  return new Refusal(response.status, error, Number(response.headers.get("retry-after")) || null);
}

/** What to tell the person about a failure, with no words of the browser's own. */
export function explained(failure) {
  if (failure instanceof Refusal || failure instanceof Unreachable || failure instanceof AnswerFailure) return failure.message;
  console.error(failure);
  return "Something went wrong on this page. Reload it, and try again.";
}
