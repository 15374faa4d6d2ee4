// The dashboard: who is signed in, which view is shown, and what holds for all views.
import { byId, element, fill } from "./dom.js";
import { explained } from "./api.js";
import { openDialog, problem, toast } from "./forms.js";
import { watchConnection } from "./polled.js";
import { account, begun, keepSignedIn, keyName, keys, onOtherTab, signOut } from "./session.js";
import { signIn } from "./signin.js";
import { overview } from "./overview.js";
import { keysView } from "./keys-view.js";
import { billing } from "./billing.js";
import { alertsView } from "./alerts.js";
import { auditView } from "./audit.js";
import { settingsView } from "./settings.js";
import { openStory } from "./requests.js";

const VIEWS = {
  overview: { title: "Overview", show: overview },
  keys: { title: "Keys", show: keysView },
  billing: { title: "Billing", show: billing },
  alerts: { title: "Alerts", show: alertsView },
  audit: { title: "Audit log", show: auditView },
  settings: { title: "Settings", show: settingsView },
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
    current = await begun();
    firstKey = answer.key?.key ?? null;
    byId("signed-out").hidden = true;
    if (firstKey) history.replaceState(null, "", "#overview");
    showAccount();
  });
}

function showAccount() {
  byId("signed-in").hidden = false;
  fill(byId("who"), current.email ?? current.id);
  byId("sign-out").addEventListener("click", leaveAccount);
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

async function leaveAccount() {
  try {
    await signOut();
    location.replace(location.pathname);
  } catch (failure) {
    toast(explained(failure));
  }
}

/** The session has ended: the view stays as it is under a dialog, with all that was typed. */
function signInAgain() {
  return new Promise((resolve) => {
    const place = element("div", {});
    const content = element("div", {}, element("p", {}, "Nothing is lost: sign in again to go on where you were."), place);
    const open = openDialog("Your session has ended", content, { keepsOpen: () => true });
    const goOn = (found) => {
      window.removeEventListener("focus", look);
      if (found.id !== current.id) {
        location.reload();
        return;
      }
      open.close();
      resolve();
    };
    // Somebody may have signed in again in another tab.
    const look = async () => {
      const found = await account().catch(() => null);
      if (found) goOn(found);
    };
    window.addEventListener("focus", look);
    signIn(place, async () => goOn(await begun()), current.email ?? "");
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

