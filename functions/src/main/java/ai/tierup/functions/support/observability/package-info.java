/** Logs, metrics and alarms. They are lines of JSON whose fields are an enum, so that nothing else can be logged. */
@NullMarked
package ai.tierup.functions.support.observability;

import org.jspecify.annotations.NullMarked;
