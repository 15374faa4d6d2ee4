/** Counting of neutral tokens, in which all tiers are billed. The rule is published in {@code docs/BILLING.md}. */
@NullMarked
package ai.tierup.domain.meter;

import org.jspecify.annotations.NullMarked;
