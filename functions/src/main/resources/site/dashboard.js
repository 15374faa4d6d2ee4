// The dashboard: who is signed in, which view is shown, and what holds for all views.
import { byId, element, fill } from "./dom.js";
import { Unreachable, explained } from "./api.js";
import { openDialog, problem, toast } from "./forms.js";
import { watchConnection } from "./polled.js";
import { account, begun, keepSignedIn, keyName, keys, onOtherTab, signOut } from "./session.js";
import { signIn } from "./signin.js";
/** The views, by their names in the address. Their code is read when they are shown for the first time. */
const VIEWS = {
  overview: { title: "Overview", code: () => import("./overview.js") },
  usage: { title: "Usage", code: () => import("./usage-view.js") },
  requests: { title: "Requests", code: () => import("./requests-view.js") },
  keys: { title: "Keys", code: () => import("./keys-view.js") },
  billing: { title: "Billing", code: () => import("./billing.js") },
  alerts: { title: "Alerts", code: () => import("./alerts.js") },
  audit: { title: "Audit log", code: () => import("./audit.js") },
  settings: { title: "Settings", code: () => import("./settings.js") },
};

let current = null;
let firstKey = null;
let shown = null;
let leave = () => {};

start();

async function start() {
  try {
    current = await account();
  } catch (failure) {
    fill(byId("failed"), problem(failure, () => location.reload()));
    begin("failed");
    return;
  }
  if (current === null) showSignIn();
  else showAccount();
}

/** Shows one part of the page in place of what is shown until it is known which. */
function begin(part) {
  byId("waiting").hidden = true;
  byId(part).hidden = false;
  byId("main").setAttribute("aria-busy", String(part === "signed-in"));
}

function showSignIn() {
  begin("signed-out");
  signIn(byId("sign-in"), async (answer) => {
    current = await begun();
    firstKey = answer.key?.key ?? null;
    byId("signed-out").hidden = true;
    if (firstKey) history.replaceState(null, "", "#overview");
    showAccount();
  });
}

function showAccount() {
  begin("signed-in");
  fill(byId("who"), current.email ?? current.id);
  byId("who").title = current.email ?? current.id;
  byId("sign-out").addEventListener("click", leaveAccount);
  keepSignedIn(signInAgain);
  onOtherTab(accountChanged);
  watchConnection(showConnection);
  window.addEventListener("hashchange", () => route(true));
  keys.subscribe(() => {});
  route(false);
}

/** Shows the view that the address names, and over it the story of a request if it names one. */
async function route(movesFocus) {
  const [name, id] = location.hash.slice(1).split("/");
  if (name === "requests" && id) {
    const { openStory } = await import("./requests.js");
    openStory(id, keyName, () => history.replaceState(null, "", `#${shown ?? "overview"}`));
    if (shown !== null) return;
  }
  show(Object.hasOwn(VIEWS, name) ? name : "overview", movesFocus);
}

/** Shows a view. The focus moves to its title, so that those who cannot see know where they are. */
async function show(name, movesFocus) {
  leave();
  leave = () => {};
  shown = name;
  const { title, code } = VIEWS[name];
  document.title = `${title} · TierUp`;
  for (const link of document.querySelectorAll("#side a")) {
    if (link.hash === `#${name}`) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
    } else link.removeAttribute("aria-current");
  }
  const place = element("div", {});
  fill(byId("view"), place);
  const view = await viewOf(code, place, () => show(name, movesFocus));
  // Somebody may have gone on meanwhile.
  if (view === null || !place.isConnected) return;
  leave = view.show(place, { account: current, firstKey }) ?? (() => {});
  byId("main").setAttribute("aria-busy", "false");
  if (!movesFocus) return;
  window.scrollTo(0, 0);
  place.querySelector("h1")?.focus({ preventScroll: true });
}

/** The module of a view; null if it could not be read, which the place then says. */
async function viewOf(code, place, retry) {
  try {
    return await code();
  } catch {
    fill(place, problem(new Unreachable("This part of the page could not be loaded. Check your connection, and try again."), retry));
    return null;
  }
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

