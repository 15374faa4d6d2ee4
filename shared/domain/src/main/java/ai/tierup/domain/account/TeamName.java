package ai.tierup.domain.account;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a team, which its account gives it.
 *
 * @param value 1 to 32 of {@code a-z 0-9 -}
 */
public record TeamName(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,32}");

    public TeamName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not the name of a team: " + value);
        }
    }

    /** Parses a name; empty when {@code text} is not one. */
    public static Optional<TeamName> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TeamName(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
