/** What functions that a schedule starts have in common. */
@NullMarked
package ai.tierup.functions.support.schedule;

import org.jspecify.annotations.NullMarked;
