package ai.tierup.domain.access;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of a challenge. Only whoever asked for the code knows it, so a code that is read over a shoulder is of no use to others.
 *
 * @param value {@code chl_} and 32 random hexadecimal digits
 */
public record ChallengeId(String value) {

    private static final Pattern FORM = Pattern.compile("chl_[0-9a-f]{32}");

    /** @param random cryptographically strong */
    static ChallengeId draw(RandomGenerator random) {
        return new ChallengeId("chl_%016x%016x".formatted(random.nextLong(), random.nextLong()));
    }

    public static Optional<ChallengeId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ChallengeId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
