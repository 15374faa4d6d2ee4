/** The common part of the functions that a schedule starts. */
@NullMarked
package ai.tierup.functions.support.schedule;

import org.jspecify.annotations.NullMarked;
