package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.EntryType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks that every recent top-up entry of every account has a payment. A credit without one is money that nobody paid. */
final class CreditComparison {

    private static final String JOB = "reconcile";
    private static final int ENTRIES_PER_PAGE = 50;

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
                for (var account : page.accounts().toList()) {
                    if (run.isTimeUp()) {
                        ledger.marks().keep(JOB, at);
                        return;
                    }
                    run.attempt(() -> check(account, since));
                }
                at = page.end();
            } while (at.isPresent());
            ledger.marks().keep(JOB, at);
        });
    }

    private void check(AccountId account, Instant since) {
        @Nullable EntryId before = null;
        while (true) {
            var page = ledger.books().newestEntries(account, before, ENTRIES_PER_PAGE);
            for (var entry : page) {
                if (entry.id().time().isBefore(since)) {
                    return;
                }
                if (entry.type() == EntryType.TOP_UP) {
                    if (run.isTimeUp()) {
                        return;
                    }
                    run.attempt(() -> payments.check(entry));
                }
            }
            if (page.size() < ENTRIES_PER_PAGE) {
                return;
            }
            before = page.getLast().id();
        }
    }
}
