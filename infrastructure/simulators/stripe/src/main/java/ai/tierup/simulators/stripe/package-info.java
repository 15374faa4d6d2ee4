/**
 * A simulated Stripe with what top-ups need: checkout with a page to click through, refunds, disputes, events and webhooks. No money
 * moves. It refuses parameters that it does not simulate, as Stripe refuses unknown ones, so that code cannot rely on them by mistake.
 *
 * <p>Commands ({@link ai.tierup.simulators.stripe.SimulatorCommand}) trigger what Stripe or a person in its dashboard decides: a bank
 * payment arrives or fails, a refund fails, a payment is disputed, and events come late, twice, in another order, or not at all.
 */
@NullMarked
package ai.tierup.simulators.stripe;

import org.jspecify.annotations.NullMarked;
