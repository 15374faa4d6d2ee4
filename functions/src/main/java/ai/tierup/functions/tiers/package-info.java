/** {@code GET /v1/tiers} and {@code GET /v1/status}. */
@NullMarked
package ai.tierup.functions.tiers;

import org.jspecify.annotations.NullMarked;
