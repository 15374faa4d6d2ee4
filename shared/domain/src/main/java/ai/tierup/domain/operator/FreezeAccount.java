package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WriteAnswer;

/** Stops an account's spending until {@link ThawAccount} is called. Running requests are still answered and charged. */
public final class FreezeAccount {

    private final RecordedActs acts;
    private final WalletLedger ledger;

    public FreezeAccount(RecordedActs acts, WalletLedger ledger) {
        this.acts = acts;
        this.ledger = ledger;
    }

    /** The result of {@link #freeze}. */
    public sealed interface Outcome {

        /** @param wallet the wallet with all reasons for which it is frozen */
        record Frozen(Wallet wallet) implements Outcome {}

        /** The account does not exist. */
        record NoAccount() implements Outcome {}
    }

    /**
     * Freezes {@code account}.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public Outcome freeze(Operator who, String why, AccountId account) {
        var freezing = acts.audited(account, AuditAction.ACCOUNT_FROZEN, Freezes.OPERATOR, () -> frozen(account));
        return acts.run(who, why, "freeze", account.value(), freezing);
    }

    private Outcome frozen(AccountId account) {
        return switch (ledger.freeze(account, Freezes.OPERATOR)) {
            case WriteAnswer.Written(var wallet) -> new Outcome.Frozen(wallet);
            case WriteAnswer.Refused refused -> new Outcome.NoAccount();
        };
    }
}
