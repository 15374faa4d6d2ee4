/** Comparing a canary of the tier mapping with the live version while both serve customers, and ending it when it is worse. */
@NullMarked
package ai.tierup.domain.canary;

import org.jspecify.annotations.NullMarked;
