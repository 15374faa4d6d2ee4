package ai.tierup.domain.operator;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.AuditLog;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.keys.ListKeys;
import ai.tierup.domain.keys.UsedKey;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import java.util.List;
import java.util.Optional;

/** Reads what an operator needs to know of an account. */
public final class ReadAccount {

    private static final int MAX_ROWS = 20;

    private final Accounts accounts;
    private final WalletLedger ledger;
    private final SignUpCredits credits;
    private final ListKeys keys;
    private final Books books;
    private final TopUpOrders topUps;
    private final AuditLog auditLog;

    public ReadAccount(
            Accounts accounts,
            WalletLedger ledger,
            SignUpCredits credits,
            ListKeys keys,
            Books books,
            TopUpOrders topUps,
            AuditLog auditLog) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.credits = credits;
        this.keys = keys;
        this.books = books;
        this.topUps = topUps;
        this.auditLog = auditLog;
    }

    /**
     * An account as it is now.
     *
     * @param account empty for a wallet that was opened without one
     * @param entries the newest ones, newest first, like the top-ups and events
     */
    public record Overview(
            Optional<Account> account,
            Wallet wallet,
            Optional<SignUpCredit> credit,
            List<UsedKey> keys,
            List<LedgerEntry> entries,
            List<TopUpOrder> topUps,
            List<AuditEvent> events) {}

    /** Reads an account; empty if it has no wallet. */
    public Optional<Overview> read(AccountId id) {
        return ledger.find(id)
                .map(wallet -> new Overview(
                        accounts.find(id),
                        wallet,
                        credits.find(id),
                        keys.list(id),
                        books.newestEntries(id, null, MAX_ROWS),
                        topUps.newest(id, null, MAX_ROWS),
                        auditLog.newest(id, null, MAX_ROWS)));
    }
}
