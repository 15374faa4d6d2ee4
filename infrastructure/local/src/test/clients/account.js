// Opens an account of its own at the service that OPENAI_BASE_URL names, for tests that change settings.
import assert from "node:assert/strict";

export const SITE = process.env.OPENAI_BASE_URL.replace(/\/v1$/, "");

/** Sends JSON, and returns the JSON of the answer. */
export async function send(method, path, body, token) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(SITE + path, { method, headers, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${path} answered ${answer.status}`);
  return answer.json();
}

/** Signs up, and returns the session and a key that may change the account. */
export async function signUp(name) {
  const email = `${name}-${crypto.randomUUID()}@example.com`;
  const { challenge_id } = await send("POST", "/v1/sign-up", { email });
  const outbox = await (await fetch(`${SITE}/outbox`)).text();
  const code = outbox.slice(outbox.indexOf(email)).match(/Your code for TierUp is ([\d -]+)/)[1].trim();
  const { session } = await send("POST", "/v1/sign-up/verify", { challenge_id, code });
  const scopes = ["inference", "account:read", "account:write"];
  const { key } = await send("POST", "/v1/keys", { name, scopes }, session.token);
  return { session: session.token, key };
}
