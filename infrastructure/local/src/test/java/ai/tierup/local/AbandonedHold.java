package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestIds;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WriteAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An expired hold, as left behind by a handler that died. */
final class AbandonedHold {

    static final Money AMOUNT = Money.ofUsd("0.02");

    private AbandonedHold() {}

    /** Places an expired hold of {@link #AMOUNT}. */
    static HoldKey place(LocalService service, AccountId account) {
        var ledger = service.bean(WalletLedger.class);
        var day = ledger.find(account).orElseThrow().day();
        var key = new HoldKey(service.bean(RequestIds.class).next(), 0);
        var expired = Instant.now().minusSeconds(1).getEpochSecond();
        var hold = new Hold(AMOUNT, Money.ZERO, Purse.CASH, TierId.TIER_2, expired, day, Set.of());
        var answer = ledger.place(account, new Placement(key, hold, null, 128, Money.ZERO, List.of()));
        if (!(answer instanceof WriteAnswer.Written)) {
            throw new IllegalStateException("Not placed: " + answer);
        }
        return key;
    }
}
