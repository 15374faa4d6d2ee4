package ai.tierup.domain.guardrail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A daily budget of the platform. A request draws on the pool of its purse, and on {@link #PLATFORM}. */
public enum Pool {
    /** What requests paid in cash cost us above their price. */
    SUBSIDY,
    /** What requests on granted credit cost us. */
    GRANT,
    /** What the free tier costs us. */
    TIER_1,
    /** What the playground costs us. */
    PLAYGROUND,
    /** All that we pay upstream: the last stop. */
    PLATFORM;

    public static Optional<Pool> named(String publicName) {
        return Arrays.stream(values())
                .filter(pool -> pool.publicName().equals(publicName))
                .findFirst();
    }

    /** In lower case with hyphens: {@code tier-1}. */
    public String publicName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
