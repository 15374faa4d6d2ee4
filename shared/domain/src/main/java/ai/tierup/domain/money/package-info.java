/** Exact amounts and prices: integers only, one rounding per request. */
@NullMarked
package ai.tierup.domain.money;

import org.jspecify.annotations.NullMarked;
