package ai.tierup.local.schedule;

import java.time.Duration;

/**
 * A handler that runs by itself.
 *
 * @param timeout how long a run may take
 */
record Schedule(String handlerClass, Recurrence recurrence, Duration timeout) {}
