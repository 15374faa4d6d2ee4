package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.LimitedSpender;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is done next to place a hold, as the answer to the last write tells. */
sealed interface NextStep {

    /** Nothing more is written. */
    record Stop(PlaceOutcome outcome) implements NextStep {}

    /** The bound exceeds what may be spent. A lower bound may not; if there is none, {@code otherwise} is done. */
    record Shortage(NextStep otherwise) implements NextStep {}

    /**
     * The next write to send.
     *
     * @param exhaustedPurse purse whose pool cannot cover this request; null while none is known
     * @param unknownOutcomes number of sends that got no answer
     */
    record Send(
            HoldBound bound,
            Purse purse,
            LocalDate day,
            Instant expiresAt,
            @Nullable DayRoll roll,
            List<LimitedSpender> spenders,
            @Nullable Purse exhaustedPurse,
            int unknownOutcomes)
            implements NextStep {

        static Send first(
                HoldBound bound, Purse purse, LocalDate day, Instant expiresAt, List<LimitedSpender> spenders) {
            return new Send(bound, purse, day, expiresAt, null, spenders, null, 0);
        }

        Send from(Purse other, HoldBound lowered, LocalDate otherDay, @Nullable DayRoll otherRoll) {
            return new Send(lowered, other, otherDay, expiresAt, otherRoll, spenders, exhaustedPurse, unknownOutcomes);
        }

        Send fromOtherPurse() {
            return new Send(bound, purse.other(), day, expiresAt, roll, spenders, purse, unknownOutcomes);
        }

        Send afterUnknownOutcome() {
            return new Send(bound, purse, day, expiresAt, roll, spenders, exhaustedPurse, unknownOutcomes + 1);
        }

        Hold hold() {
            return new Hold(
                    bound.amount(),
                    bound.freeAllowance(),
                    purse,
                    bound.tier().id(),
                    expiresAt.getEpochSecond(),
                    day,
                    spenders.stream().map(LimitedSpender::id).collect(Collectors.toSet()));
        }

        Placement placement(AccountId account, HoldKey key, Hold hold, WalletRules rules) {
            return new Placement(key, hold, roll, rules.concurrentLimit(), rules.freeAllowanceOf(account), spenders);
        }
    }
}
