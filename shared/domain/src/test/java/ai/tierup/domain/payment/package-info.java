/** Tests of top-ups, refunds and disputes, and a fake provider that fails in the ways of a real one. */
@NullMarked
package ai.tierup.domain.payment;

import org.jspecify.annotations.NullMarked;
