package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.WalletScan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looks at every top-up that was credited since, in every account: one without a payment is money that nobody paid. */
final class CreditComparison {

    private static final String JOB = "reconcile";
    private static final int ENTRIES_AT_ONCE = 50;

    private final PaymentComparison payments;
    private final Books books;
    private final WalletScan wallets;
    private final ScanMarks marks;
    private final Tally tally;

    CreditComparison(PaymentComparison payments, Books books, WalletScan wallets, ScanMarks marks, Tally tally) {
        this.payments = payments;
        this.books = books;
        this.wallets = wallets;
        this.marks = marks;
        this.tally = tally;
    }

    void run(Instant since) {
        tally.attempt(() -> {
            var at = marks.find(JOB);
            do {
                var page = wallets.all(at);
                for (var wallet : page.wallets()) {
                    if (tally.isOver()) {
                        marks.keep(JOB, at);
                        return;
                    }
                    tally.attempt(() -> look(wallet.account(), since));
                }
                at = page.end();
            } while (at.isPresent());
            marks.keep(JOB, at);
        });
    }

    private void look(AccountId account, Instant since) {
        @Nullable EntryId before = null;
        while (true) {
            var page = books.newestEntries(account, before, ENTRIES_AT_ONCE);
            for (var entry : page) {
                if (entry.id().time().isBefore(since)) {
                    return;
                }
                if (entry.type() == EntryType.TOP_UP) {
                    if (tally.isOver()) {
                        return;
                    }
                    tally.attempt(() -> look(entry));
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
            tally.difference(entry.id().publicName());
        }
    }
}
