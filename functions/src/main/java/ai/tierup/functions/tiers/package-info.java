/** {@code GET /v1/tiers}. */
@NullMarked
package ai.tierup.functions.tiers;

import org.jspecify.annotations.NullMarked;
