/** Requests with an {@code Idempotency-Key}, which are answered and charged once. */
@NullMarked
package ai.tierup.domain.idempotency;

import org.jspecify.annotations.NullMarked;
