/** The outputs of answers that are remembered for a day, because later requests may refer to them. */
@NullMarked
package ai.tierup.domain.recall;

import org.jspecify.annotations.NullMarked;
