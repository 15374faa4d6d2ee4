// The account that is signed in, and what all views of it share.
import { Refusal, get, onSessionEnd, remove } from "./api.js";
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

/** The account of this browser's session; null if nobody is signed in, as far as this browser knows. */
export async function account() {
  if (localStorage.getItem(SIGNED_IN) === null) return null;
  try {
    return await get("v1/account");
  } catch (failure) {
    if (!(failure instanceof Refusal) || failure.status !== 401) throw failure;
    localStorage.removeItem(SIGNED_IN);
    return null;
  }
}

/** The account that has just signed in. A browser that refuses the cookie shows itself here. */
export async function begun(accountId) {
  const found = await get("v1/account");
  localStorage.setItem(SIGNED_IN, accountId);
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

export async function signOutEverywhere() {
  await remove("v1/sessions");
  forgetAccount();
}

export function forgetAccount() {
  localStorage.removeItem(SIGNED_IN);
}
