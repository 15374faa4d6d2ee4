package ai.tierup.domain.status;

import java.time.Instant;

/**
 * Something that was told of an incident.
 *
 * @param resolves whether the incident is over with it
 */
public record IncidentUpdate(Instant at, String text, boolean resolves) {

    private static final int MAX_LENGTH = 1000;

    public IncidentUpdate {
        Incident.requireText("text", text, MAX_LENGTH);
    }
}
