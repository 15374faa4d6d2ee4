/** Exact amounts and prices as integers, with one rounding per request. */
@NullMarked
package ai.tierup.domain.money;

import org.jspecify.annotations.NullMarked;
