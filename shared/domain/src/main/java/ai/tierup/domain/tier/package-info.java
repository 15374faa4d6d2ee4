/** The tiers that are sold, and the versioned mapping of tiers to models. */
@NullMarked
package ai.tierup.domain.tier;

import org.jspecify.annotations.NullMarked;
