/** Stripe behind the domain's port for payments, and what Stripe sends us. */
@NullMarked
package ai.tierup.stripe;

import org.jspecify.annotations.NullMarked;
