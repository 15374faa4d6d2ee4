/** Tests of the money that comes in and goes back, and a provider that behaves as badly as a real one may. */
@NullMarked
package ai.tierup.domain.payment;

import org.jspecify.annotations.NullMarked;
