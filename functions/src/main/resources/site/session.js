// The account that is signed in, and what all views of it share.
import { Refusal, Unreachable, get, onSessionEnd, remove } from "./api.js";
import { forgetKey } from "./code.js";
import { Polled } from "./polled.js";

/** Says to all tabs whose account is signed in. The session itself is in a cookie that scripts cannot read. */
const SIGNED_IN = "tierup.account";

const BUSY_MS = 2_000;
const IDLE_MS = 6_000;
const RECORDS_MS = 5_000;

/** The balance, often while requests run. */
export const wallet = new Polled(() => get("v1/wallet"), (value) => (value?.open_holds > 0 ? BUSY_MS : IDLE_MS));

/** The newest requests. */
export const latest = new Polled(async () => (await get("v1/usage/requests?limit=20")).data, () => RECORDS_MS);

export const keys = new Polled(() => all("v1/keys"), () => 60_000);

/** The name of a key; its id until the keys are read. */
export const keyName = (id) => keys.value?.find((key) => key.id === id)?.name ?? id;

/** All pages of a list. */
export async function all(path) {
  const found = [];
  for (let cursor = null; ;) {
    const page = await get(`${path}?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    found.push(...page.data);
    if (!page.has_more) return found;
    cursor = page.next_cursor;
  }
}

/** The account of this browser's session; null if nobody has signed in. */
export async function account() {
  const { account: found } = await get("v1/sessions/current");
  if (found) localStorage.setItem(SIGNED_IN, found.id);
  else localStorage.removeItem(SIGNED_IN);
  return found;
}

/** The account that has just signed in. */
export async function begun() {
  const found = await account();
  if (found === null) throw new Unreachable("Your browser did not keep the cookie of the session. Allow cookies for this site, and sign in again.");
  return found;
}

/** @param again asks the person to sign in again */
export function keepSignedIn(again) {
  let asking = null;
  onSessionEnd(() => {
    asking ??= again().finally(() => { asking = null; });
    return asking;
  });
}

/** @param listener gets the id of the account that another tab signed in, or null if it signed out */
export function onOtherTab(listener) {
  window.addEventListener("storage", (event) => {
    if (event.key === SIGNED_IN) listener(event.newValue);
  });
}

export const signOut = () => ended("v1/sessions/current");

export const signOutEverywhere = () => ended("v1/sessions");

async function ended(path) {
  try {
    await remove(path);
  } catch (failure) {
    // A session that has ended already is what was wanted.
    if (!(failure instanceof Refusal) || failure.status !== 401) throw failure;
  }
  forgetAccount();
}

/** Tells the other tabs that nobody is signed in any more. */
export function forgetAccount() {
  localStorage.removeItem(SIGNED_IN);
  forgetKey();
}
