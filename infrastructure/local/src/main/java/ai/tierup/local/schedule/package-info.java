/** The schedules that the template declares, run by a timer. */
@NullMarked
package ai.tierup.local.schedule;

import org.jspecify.annotations.NullMarked;
