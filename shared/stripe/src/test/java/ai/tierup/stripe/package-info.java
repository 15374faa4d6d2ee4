/** Tests against scripted bytes from Stripe, with Stripe's own library as the reference. */
@NullMarked
package ai.tierup.stripe;

import org.jspecify.annotations.NullMarked;
