/** Hooks around the snapshot from which Lambda starts copies of a function. */
@NullMarked
package ai.tierup.functions.support.snapstart;

import org.jspecify.annotations.NullMarked;
