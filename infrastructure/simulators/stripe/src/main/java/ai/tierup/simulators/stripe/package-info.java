/**
 * A Stripe that behaves like the real one as far as top-ups need it: checkout, refunds, disputes, events and webhooks, with a page to
 * click through. No money moves. Parameters that it does not simulate it refuses as Stripe refuses unknown ones, so that nobody
 * relies on them by mistake.
 *
 * <p>What Stripe decides by itself, or a person in its dashboard, is done by a command ({@link
 * ai.tierup.simulators.stripe.SimulatorCommand}): that a bank's payment arrives or fails, that a refund fails, that a payment is disputed,
 * and that events come late, twice, in another order, or not at all.
 */
@NullMarked
package ai.tierup.simulators.stripe;

import org.jspecify.annotations.NullMarked;
