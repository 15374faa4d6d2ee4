package ai.tierup.domain.keys;

import ai.tierup.domain.account.Pace;
import java.time.Duration;
import java.util.List;

/**
 * What is left of the limits a minute that a key has.
 *
 * @param limits one for each limit
 */
public record PaceState(List<Left> limits) {

    static final PaceState NONE = new PaceState(List.of());

    /**
     * What is left of a limit.
     *
     * @param pace what is limited
     * @param reset time after which all of the limit is left, if nothing is used in the meantime
     */
    public record Left(Pace pace, long limit, long left, Duration reset) {}
}
