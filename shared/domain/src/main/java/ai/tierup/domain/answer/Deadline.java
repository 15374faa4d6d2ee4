package ai.tierup.domain.answer;

import java.time.Duration;

/** How long a request may still take. May be brought forward while it runs: a service that shuts down has no time left. */
@FunctionalInterface
public interface Deadline {

    /** Zero or negative when the time is up. */
    Duration remaining();
}
