/** The alarms that the service raises for its operator. */
@NullMarked
package ai.tierup.domain.alarm;

import org.jspecify.annotations.NullMarked;
