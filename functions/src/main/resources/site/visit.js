// What the playground knows of whoever uses it, and the proofs of work that visitors without an account send with each request.
import { get } from "./api.js";
import { solve } from "./proof.js";

const MAX_AGE_MS = 8 * 60_000; // a challenge is valid for ten minutes

const ready = [];

/** Asks the service who is there: `{signed_in, open, visitor_limits}`. Begins to solve the challenge that comes with it. */
export async function arrive() {
  const start = await get("try/start");
  if (!start.signed_in && start.open && start.proof.required) keep(solve(start.proof));
  return start;
}

/** Has so many proofs ready, or on their way. */
export function prepare(count) {
  while (ready.length > 0 && performance.now() - ready[0].since > MAX_AGE_MS) ready.shift();
  while (ready.length < count) keep(get("try/start").then(({ proof }) => (proof.required ? solve(proof) : null)));
}

function keep(proof) {
  proof.catch(() => {}); // whoever takes it sees the failure
  ready.push({ proof, since: performance.now() });
}

/** A proof for one request; null if none is required. */
export async function take() {
  prepare(1);
  return ready.shift().proof;
}
