package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looks at every top-up that was credited since, in every account: one without a payment is money that nobody paid. */
final class CreditComparison {

    private static final String JOB = "reconcile";
    private static final int ENTRIES_AT_ONCE = 50;

    private final PaymentComparison payments;
    private final ReconciledLedger ledger;
    private final ReconciliationRun run;

    CreditComparison(PaymentComparison payments, ReconciledLedger ledger, ReconciliationRun run) {
        this.payments = payments;
        this.ledger = ledger;
        this.run = run;
    }

    void run(Instant since) {
        run.attempt(() -> {
            var at = ledger.marks().find(JOB);
            do {
                var page = ledger.wallets().all(at);
                for (var wallet : page.wallets()) {
                    if (run.isOver()) {
                        ledger.marks().keep(JOB, at);
                        return;
                    }
                    run.attempt(() -> look(wallet.account(), since));
                }
                at = page.end();
            } while (at.isPresent());
            ledger.marks().keep(JOB, at);
        });
    }

    private void look(AccountId account, Instant since) {
        @Nullable EntryId before = null;
        while (true) {
            var page = ledger.books().newestEntries(account, before, ENTRIES_AT_ONCE);
            for (var entry : page) {
                if (entry.id().time().isBefore(since)) {
                    return;
                }
                if (entry.type() == EntryType.TOP_UP) {
                    if (run.isOver()) {
                        return;
                    }
                    run.attempt(() -> look(entry));
                }
            }
            if (page.size() < ENTRIES_AT_ONCE) {
                return;
            }
            before = page.getLast().id();
        }
    }

    private void look(LedgerEntry entry) {
        if (!payments.isPaid(entry)) {
            run.difference(entry.id().publicName());
        }
    }
}
