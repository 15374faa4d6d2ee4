package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.wallet.ThawWallet;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;

/** Lifts one of the reasons for which an account is frozen. The account stays frozen while there are others. */
public final class ThawAccount {

    private final RecordedActs acts;
    private final WalletLedger ledger;
    private final ThawWallet thawWallet;

    public ThawAccount(RecordedActs acts, WalletLedger ledger) {
        this.acts = acts;
        this.ledger = ledger;
        this.thawWallet = new ThawWallet(ledger);
    }

    /** The result of {@link #thaw}. */
    public sealed interface Outcome {

        /** @param wallet the wallet with the reasons that are left */
        record Thawed(Wallet wallet) implements Outcome {}

        /**
         * The wallet is not frozen for this reason. Nothing was changed or recorded.
         *
         * @param wallet the wallet with its reasons
         */
        record NotAReason(Wallet wallet) implements Outcome {}

        /** The account does not exist. Nothing was recorded. */
        record NoAccount() implements Outcome {}
    }

    /**
     * Lifts {@code reason}.
     *
     * @param reason {@link ai.tierup.domain.wallet.Freezes#OPERATOR}, or the reason of a dispute
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public Outcome thaw(Operator who, String why, AccountId account, String reason) {
        var seen = ledger.find(account);
        if (seen.isEmpty()) {
            return new Outcome.NoAccount();
        }
        if (!seen.get().frozenBy().contains(reason)) {
            return new Outcome.NotAReason(seen.get());
        }
        // Customers see the kind of a reason, and not the ids of disputes.
        var kind = reason.split("#", 2)[0];
        var thawing = acts.<Outcome>audited(
                account,
                AuditAction.ACCOUNT_THAWED,
                kind,
                () -> new Outcome.Thawed(thawWallet.thaw(account, reason).orElseThrow()));
        return acts.run(who, why, "thaw", account + " of " + reason, thawing);
    }
}
