/** Stripe as the domain's payment provider, and the events that Stripe sends us. */
@NullMarked
package ai.tierup.stripe;

import org.jspecify.annotations.NullMarked;
