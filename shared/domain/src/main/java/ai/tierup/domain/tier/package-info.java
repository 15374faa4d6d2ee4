/** What is sold, and the versioned choice of the models behind it. */
@NullMarked
package ai.tierup.domain.tier;

import org.jspecify.annotations.NullMarked;
