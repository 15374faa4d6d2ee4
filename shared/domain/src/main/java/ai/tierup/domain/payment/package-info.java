/** Top-ups, refunds and disputes, and the provider that moves the money. */
@NullMarked
package ai.tierup.domain.payment;

import org.jspecify.annotations.NullMarked;
