package ai.tierup.domain.guardrail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A daily budget of the platform. A request draws on its purse's pool and on {@link #PLATFORM}. */
public enum Pool {
    /** Our cost of requests paid in cash, above their price. */
    SUBSIDY,
    /** Our cost of requests paid from granted credit. */
    GRANT,
    /** Our cost of the free tier. */
    TIER_1,
    /** Our cost of the playground. */
    PLAYGROUND,
    /** Everything that we pay upstream, as the last limit. */
    PLATFORM;

    public static Optional<Pool> named(String publicName) {
        return Arrays.stream(values())
                .filter(pool -> pool.publicName().equals(publicName))
                .findFirst();
    }

    /** The name in lower case with hyphens, such as {@code tier-1}. */
    public String publicName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
