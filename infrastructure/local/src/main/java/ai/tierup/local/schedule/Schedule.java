package ai.tierup.local.schedule;

import java.time.Duration;

/**
 * A handler and the times at which it runs.
 *
 * @param timeout time limit of one run
 */
record Schedule(String handlerClass, Recurrence recurrence, Duration timeout) {}
