package ai.tierup.domain.answer;

import java.time.Duration;

/** The time limit of a request. It can be brought forward while the request runs, as when the service shuts down. */
@FunctionalInterface
public interface Deadline {

    /** The time left; zero or negative when the deadline has passed. */
    Duration remaining();
}
