package ai.tierup.domain.wallet;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The reasons why a wallet may not spend.
 *
 * @param reasons reasons that someone must lift; spending stops while there is one
 * @param endedDisputes reasons of disputes that are over: whoever still believes one to be open cannot freeze by it again
 */
public record Freezes(Set<String> reasons, Set<String> endedDisputes) {

    /** The reason of a freeze by the service itself: an image that did not add up. */
    public static final String INVARIANT = "invariant";

    /** The reason of a freeze by hand. */
    public static final String OPERATOR = "operator";

    public static final Freezes NONE = new Freezes(Set.of(), Set.of());

    private static final String DISPUTE = "dispute#";

    public Freezes {
        reasons = Set.copyOf(reasons);
        endedDisputes = Set.copyOf(endedDisputes);
    }

    /** The reason of a freeze as long as a dispute lasts. */
    public static String dispute(String dispute) {
        return DISPUTE + dispute;
    }

    /** Whether {@code reason} is a dispute: one that has been lifted never comes back. */
    public static boolean isDispute(String reason) {
        return reason.startsWith(DISPUTE);
    }

    /** With one more reason, or empty when it is a dispute that is over. */
    Optional<Freezes> with(String reason) {
        return endedDisputes.contains(reason)
                ? Optional.empty()
                : Optional.of(new Freezes(plus(reasons, reason), endedDisputes));
    }

    /** Without {@code reason}. A dispute that is lifted is over, whether or not it had frozen the wallet. */
    Freezes without(String reason) {
        var rest = new HashSet<>(reasons);
        rest.remove(reason);
        return new Freezes(rest, isDispute(reason) ? plus(endedDisputes, reason) : endedDisputes);
    }

    private static Set<String> plus(Set<String> reasons, String reason) {
        var more = new HashSet<>(reasons);
        more.add(reason);
        return more;
    }
}
