/** The schedules that the template declares, and a timer that runs them. */
@NullMarked
package ai.tierup.local.schedule;

import org.jspecify.annotations.NullMarked;
