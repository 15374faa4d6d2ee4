/** Checks of the form of what models write. */
@NullMarked
package ai.tierup.functions.support.forms;

import org.jspecify.annotations.NullMarked;
