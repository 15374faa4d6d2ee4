// After a checkout: the new balance, for those who are signed in.
import { byId, element, fill } from "./dom.js";
import { balance, nanosOf } from "./money.js";
import { account } from "./session.js";
import { get } from "./api.js";

showBalance();

async function showBalance() {
  try {
    if ((await account()) === null) return;
    const wallet = await get("v1/wallet");
    fill(byId("balance"), "Your balance is now ", element("strong", {}, balance(nanosOf(wallet.available_usd))), ".");
  } catch {
    // The page says what has happened without it.
  }
}
