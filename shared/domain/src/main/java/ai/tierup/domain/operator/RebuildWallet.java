package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.books.AuditAccount;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.books.WalletFromLedger;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WriteAnswer;
import java.util.List;
import java.util.Optional;

/**
 * Rebuilds a wallet from its ledger, after a restore that left the wallet older than its ledger or lost it. The ledger is what counts, so
 * this is done only if the rebuilt wallet passes the audit, and the stored one does not.
 */
public final class RebuildWallet {

    private final RecordedActs acts;
    private final WalletLedger ledger;
    private final WalletFromLedger fromLedger;
    private final AuditAccount auditAccount;

    public RebuildWallet(
            RecordedActs acts, WalletLedger ledger, WalletFromLedger fromLedger, AuditAccount auditAccount) {
        this.acts = acts;
        this.ledger = ledger;
        this.fromLedger = fromLedger;
        this.auditAccount = auditAccount;
    }

    /** The result of {@link #plan} and {@link #rebuild}. */
    public sealed interface Outcome {

        /**
         * What a rebuild would do.
         *
         * @param stored the wallet as it is; empty when there is none
         */
        record Planned(Optional<Wallet> stored, Wallet rebuilt) implements Outcome {}

        record Rebuilt(Wallet wallet) implements Outcome {}

        /** The wallet passes the audit as it is. Nothing was changed or recorded. */
        record AddsUp(Wallet wallet) implements Outcome {}

        /**
         * Even the rebuilt wallet would not pass the audit, so rows of the ledger are wrong. Nothing was changed or recorded.
         *
         * @param findings what does not add up
         */
        record LedgerIsWrong(List<String> findings) implements Outcome {}

        /** The wallet was changed at the same time, so it was not rebuilt. */
        record Changed() implements Outcome {}

        /** The wallet is divided into lanes, which must be closed first. Nothing was changed or recorded. */
        record HasLanes() implements Outcome {}

        /** The account has no entry in the ledger. Nothing was changed or recorded. */
        record NoLedger() implements Outcome {}
    }

    /** Returns what {@link #rebuild} would do, and changes nothing. */
    public Outcome plan(AccountId account) {
        var stored = ledger.find(account);
        if (stored.isPresent() && auditAccount.audit(account, Depth.EVERYTHING).isEmpty()) {
            return new Outcome.AddsUp(stored.get());
        }
        if (stored.filter(wallet -> wallet.lanes().areUsed()).isPresent()) {
            return new Outcome.HasLanes();
        }
        var rebuilt = fromLedger.compute(account, stored);
        if (rebuilt.isEmpty()) {
            return new Outcome.NoLedger();
        }
        var findings = auditAccount.auditImage(rebuilt.get(), Depth.EVERYTHING);
        return findings.isEmpty() ? new Outcome.Planned(stored, rebuilt.get()) : new Outcome.LedgerIsWrong(findings);
    }

    /**
     * Rebuilds the wallet of {@code account}, if it does not add up and can be rebuilt.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public Outcome rebuild(Operator who, String why, AccountId account) {
        var plan = plan(account);
        if (!(plan instanceof Outcome.Planned(var stored, var rebuilt))) {
            return plan;
        }
        var balance = rebuilt.available().usd();
        var rebuilding = acts.audited(account, AuditAction.WALLET_REBUILT, balance, () -> written(stored, rebuilt));
        return acts.run(who, why, "rebuild", account.value(), rebuilding);
    }

    private Outcome written(Optional<Wallet> stored, Wallet rebuilt) {
        var image = switch (ledger.replace(stored, rebuilt)) {
            case WriteAnswer.Written(var written) -> Optional.of(written);
            // A write whose answer was lost is refused when it is sent again.
            case WriteAnswer.Refused(var seen) -> seen.filter(rebuilt::equals);
        };
        return image.<Outcome>map(Outcome.Rebuilt::new).orElseGet(Outcome.Changed::new);
    }
}
