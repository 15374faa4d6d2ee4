/** Money that comes in, and goes back: top-ups, refunds and disputes, and the provider that moves it. */
@NullMarked
package ai.tierup.domain.payment;

import org.jspecify.annotations.NullMarked;
