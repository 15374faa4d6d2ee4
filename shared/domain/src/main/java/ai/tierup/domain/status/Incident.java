package ai.tierup.domain.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A disturbance of the service that an operator tells customers of.
 *
 * @param updates what was told, the oldest first; the first one opened the incident
 */
public record Incident(IncidentId id, String title, List<IncidentUpdate> updates) {

    private static final int MAX_TITLE_LENGTH = 100;

    public Incident {
        requireText("title", title, MAX_TITLE_LENGTH);
        updates = List.copyOf(updates);
        if (updates.isEmpty()) {
            throw new IllegalArgumentException("An incident begins with what is known of it");
        }
    }

    /** The incident with one more update. */
    public Incident with(IncidentUpdate update) {
        var more = new ArrayList<>(updates);
        more.add(update);
        return new Incident(id, title, more);
    }

    public Instant openedAt() {
        return updates.getFirst().at();
    }

    /** Empty while it lasts. What is told afterwards does not open it again. */
    public Optional<Instant> resolvedAt() {
        return updates.stream()
                .filter(IncidentUpdate::resolves)
                .map(IncidentUpdate::at)
                .findFirst();
    }

    static void requireText(String name, String text, int maxLength) {
        if (text.isBlank() || text.length() > maxLength || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The " + name + " of an incident takes 1 to " + maxLength + " characters on one line");
        }
    }
}
