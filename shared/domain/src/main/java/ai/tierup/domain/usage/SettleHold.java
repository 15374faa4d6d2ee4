package ai.tierup.domain.usage;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletInvariant;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WriteAnswer;
import java.util.Optional;

/**
 * Settles a hold exactly once, however often it is called. It first logs the usage record; if the hold already has one, the first record
 * stands. It then replaces the hold by the cost of the record that stands. A hold can be removed only once.
 */
public final class SettleHold {

    private static final int MAX_SENDS = 4;

    private final UsageLog log;
    private final WalletLedger ledger;
    private final WalletInvariant invariant;

    public SettleHold(UsageLog log, WalletLedger ledger, Alarms alarms) {
        this.log = log;
        this.ledger = ledger;
        this.invariant = new WalletInvariant(ledger, alarms);
    }

    /**
     * The result of settling a hold.
     *
     * @param record the record that stands
     * @param image the wallet without the hold; empty if the record had already been applied
     */
    public record Settlement(UsageRecord record, Optional<Wallet> image) {}

    /** @throws IllegalStateException if the wallet is missing or its day keeps moving */
    public Settlement settle(Hold hold, UsageRecord proposed) {
        var record = log.append(proposed);
        return new Settlement(record, apply(hold, record));
    }

    private Optional<Wallet> apply(Hold hold, UsageRecord record) {
        var application = Application.onTheSameDay(
                        record.holdKey(), hold, record.cost(), record.costs().allowanceUsed())
                .inLaneOf(record.hold().walletVersion());
        for (var send = 0; send < MAX_SENDS; send++) {
            switch (ledger.apply(record.account(), application)) {
                case WriteAnswer.Written(var image) -> {
                    // The answer has been relayed, so an unbalanced wallet stops the next request and not this one.
                    invariant.verify(image);
                    return Optional.of(image);
                }
                case WriteAnswer.Refused(var seen) -> {
                    var wallet = seen.orElseThrow(() ->
                            new IllegalStateException("There is no wallet to settle " + record.holdKey() + " in"));
                    if (!wallet.holds().containsKey(record.holdKey())) {
                        return Optional.empty();
                    }
                    application = application.adjustedTo(wallet);
                }
            }
        }
        throw new IllegalStateException("The hold " + record.holdKey() + " could not be applied");
    }
}
