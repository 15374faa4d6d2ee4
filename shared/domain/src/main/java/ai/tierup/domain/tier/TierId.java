package ai.tierup.domain.tier;

import java.util.Arrays;
import java.util.Optional;

/** The public names of the performance classes. */
public enum TierId {
    TIER_1(1),
    TIER_2(2),
    TIER_3(3),
    TIER_4(4);

    private final int digit;

    TierId(int digit) {
        this.digit = digit;
    }

    public int digit() {
        return digit;
    }

    /** The name that clients send as {@code model}, such as {@code tier-2}. */
    public String publicName() {
        return "tier-" + digit;
    }

    public static Optional<TierId> named(String publicName) {
        return Arrays.stream(values())
                .filter(tier -> tier.publicName().equals(publicName))
                .findFirst();
    }

    /**
     * The tier of a stored digit.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TierId ofDigit(int digit) {
        return Arrays.stream(values())
                .filter(tier -> tier.digit == digit)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No tier " + digit));
    }
}
