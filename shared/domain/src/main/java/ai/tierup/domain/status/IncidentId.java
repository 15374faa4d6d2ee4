package ai.tierup.domain.status;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of an incident, such as {@code 2026-11-29-1}: the UTC day on which it was opened, and its number on that day.
 *
 * @param number 1 for the first
 */
public record IncidentId(LocalDate day, int number) implements Comparable<IncidentId> {

    private static final Pattern FORM = Pattern.compile("(2\\d{3}-[01]\\d-[0-3]\\d)-([1-9]\\d?)");

    /** The id that {@link #toString} wrote; empty if {@code text} is not one. */
    public static Optional<IncidentId> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IncidentId(LocalDate.parse(parts.group(1)), Integer.parseInt(parts.group(2))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(IncidentId other) {
        return day.equals(other.day) ? Integer.compare(number, other.number) : day.compareTo(other.day);
    }

    @Override
    public String toString() {
        return day + "-" + number;
    }
}
