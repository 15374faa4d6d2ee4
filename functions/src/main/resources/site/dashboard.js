// The dashboard: who is signed in, which view is shown, and what holds for all views.
import { byId, element, fill } from "./dom.js";
import { problem, openDialog, confirmed, toast } from "./forms.js";
import { watchConnection } from "./polled.js";
import { account, begun, keepSignedIn, keyName, keys, onOtherTab, signOutEverywhere } from "./session.js";
import { signIn } from "./signin.js";
import { overview } from "./overview.js";
import { keysView } from "./keys-view.js";
import { billing } from "./billing.js";
import { openStory } from "./requests.js";

const VIEWS = {
  overview: { title: "Overview", show: overview },
  billing: { title: "Billing", show: billing },
  keys: { title: "Keys", show: keysView },
};

let current = null;
let firstKey = null;
let leave = () => {};

start();

async function start() {
  try {
    current = await account();
  } catch (failure) {
    byId("waiting").hidden = true;
    byId("failed").hidden = false;
    fill(byId("failed"), problem(failure, () => location.reload()));
    return;
  }
  byId("waiting").hidden = true;
  if (current === null) showSignIn();
  else showAccount();
}

function showSignIn() {
  byId("signed-out").hidden = false;
  signIn(byId("sign-in"), async (answer) => {
    current = await begunOrBlocked(answer.account_id);
    firstKey = answer.key?.key ?? null;
    byId("signed-out").hidden = true;
    if (firstKey) history.replaceState(null, "", "#overview");
    showAccount();
  });
}

async function begunOrBlocked(accountId) {
  try {
    return await begun(accountId);
  } catch (failure) {
    if (failure.status !== 401) throw failure;
    throw Object.assign(failure, { message: "Your browser did not keep the cookie of the session. Allow cookies for this site, and sign in again." });
  }
}

function showAccount() {
  byId("signed-in").hidden = false;
  fill(byId("who"), current.email ?? current.id);
  byId("sign-out").addEventListener("click", signOut);
  keepSignedIn(signInAgain);
  onOtherTab(accountChanged);
  watchConnection(showConnection);
  window.addEventListener("hashchange", () => route(true));
  keys.subscribe(() => {});
  route(false);
}

/** Shows the view that the address names. The focus moves to its title, so that those who cannot see know where they are. */
function route(movesFocus) {
  const [name, id] = location.hash.slice(1).split("/");
  if (name === "requests" && id) {
    openStory(id, keyName, () => history.replaceState(null, "", "#overview"));
    if (byId("view").childElementCount > 0) return;
  }
  const chosen = Object.hasOwn(VIEWS, name) ? name : "overview";
  leave();
  const place = element("div", {});
  fill(byId("view"), place);
  leave = VIEWS[chosen].show(place, { account: current, firstKey }) ?? (() => {});
  document.title = `${VIEWS[chosen].title} · TierUp`;
  for (const link of document.querySelectorAll("#side a")) {
    if (link.hash === `#${chosen}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (!movesFocus) return;
  window.scrollTo(0, 0);
  place.querySelector("h1")?.focus({ preventScroll: true });
}

async function signOut() {
  await confirmed("Sign out?", "You are signed out in all browsers. Keys keep working.", "Sign out", signOutEverywhere);
  location.replace(location.pathname);
}

/** The session has ended: the view stays as it is under a dialog, with all that was typed. */
function signInAgain() {
  return new Promise((resolve) => {
    const place = element("div", {});
    const content = element("div", {}, element("p", {}, "Nothing is lost: sign in again to go on where you were."), place);
    const open = openDialog("Your session has ended", content, { keepsOpen: () => true });
    signIn(place, async (answer) => {
      if (answer.account_id !== current.id) {
        await begunOrBlocked(answer.account_id);
        location.reload();
        return;
      }
      current = await begunOrBlocked(answer.account_id);
      open.close();
      resolve();
    }, current.email ?? "");
  });
}

/** Another tab signed out, or in with another account. What is shown here would be another account's. */
function accountChanged(accountId) {
  if (accountId === current.id) return;
  openDialog(accountId === null ? "You signed out in another tab" : "Another account signed in", element("div", {},
    element("p", {}, "What this tab shows belongs to the account from before."),
    element("div", { class: "buttons" }, element("button", { type: "button", class: "button primary", onclick: () => location.reload() }, "Continue"))), { keepsOpen: () => true });
}

function showConnection(isReachable) {
  byId("connection").hidden = isReachable;
  if (isReachable) toast("The connection is back.");
}

