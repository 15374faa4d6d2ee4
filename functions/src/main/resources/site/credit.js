// The schedule of a sign-up credit: what comes when.
import { nanosOf } from "./money.js";
import { dayOf, plusDays } from "./format.js";

/**
 * What is still to come of a credit.
 *
 * @returns null if nothing is; otherwise the next part, the amounts in nano-dollars, and the day of the last part if no top-up brings all of it
 */
export function schedule(credit) {
  if (credit === null || credit.next_release_at === null) return null;
  const remaining = nanosOf(credit.granted_usd) - nanosOf(credit.released_usd);
  const next = nanosOf(credit.next_release_usd);
  if (remaining <= 0n || next <= 0n) return null;
  const parts = Number((remaining + next - 1n) / next);
  const firstDay = dayOf(credit.next_release_at);
  return { at: credit.next_release_at, next, remaining, parts, lastDay: plusDays(firstDay, parts - 1) };
}
