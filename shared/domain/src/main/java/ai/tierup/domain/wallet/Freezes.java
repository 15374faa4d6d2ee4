package ai.tierup.domain.wallet;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The reasons for which a wallet may not spend.
 *
 * @param reasons reasons in force. As long as there is one, the wallet cannot spend. Each has to be lifted
 * @param endedDisputes reasons of disputes that are over, so that a caller with outdated information cannot freeze the wallet for one again
 */
public record Freezes(Set<String> reasons, Set<String> endedDisputes) {

    /** The reason when the service itself freezes a wallet because an image does not balance. */
    public static final String INVARIANT = "invariant";

    /** The reason when an operator freezes a wallet. */
    public static final String OPERATOR = "operator";

    /** The reason when the account of the wallet was deleted. */
    public static final String DELETED = "deleted";

    /** The reason when a lane of a wallet is being closed. */
    static final String CLOSED_LANE = "lane closed";

    public static final Freezes NONE = new Freezes(Set.of(), Set.of());

    private static final String DISPUTE = "dispute#";

    public Freezes {
        reasons = Set.copyOf(reasons);
        endedDisputes = Set.copyOf(endedDisputes);
    }

    /** The reason when a wallet is frozen during a dispute. */
    public static String dispute(String dispute) {
        return DISPUTE + dispute;
    }

    /** Returns whether {@code reason} is a dispute. A dispute that was lifted never freezes the wallet again. */
    public static boolean isDispute(String reason) {
        return reason.startsWith(DISPUTE);
    }

    /** Adds {@code reason}; empty when it is a dispute that is over. */
    Optional<Freezes> with(String reason) {
        return endedDisputes.contains(reason)
                ? Optional.empty()
                : Optional.of(new Freezes(plus(reasons, reason), endedDisputes));
    }

    /** Removes {@code reason}. A lifted dispute counts as over, whether or not it had frozen the wallet. */
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
