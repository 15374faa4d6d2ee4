package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.credit.SignUpCredits.Opening;
import ai.tierup.domain.credit.SignUpCredits.OpeningAnswer;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Accounts whose sign-up credits are overdue.
 *
 * @param due for a release
 * @param over for the end
 * @param waiting for being granted
 */
record OverdueCredits(AccountId due, AccountId over, AccountId waiting) {

    static OverdueCredits open(LocalService service) {
        var credits = service.bean(SignUpCredits.class);
        var now = Instant.now();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var overdue = new OverdueCredits(newAccount(), newAccount(), newAccount());
        open(credits, SignUpCredit.waiting(overdue.due, now).granted(today.minusDays(1)), now);
        open(credits, SignUpCredit.waiting(overdue.over, now).granted(today.minusDays(90)), now);
        open(credits, SignUpCredit.waiting(overdue.waiting, now), now);
        return overdue;
    }

    private static AccountId newAccount() {
        return new AccountId("overdue-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
    }

    private static void open(SignUpCredits credits, SignUpCredit credit, Instant now) {
        var random = ThreadLocalRandom.current();
        var mail = new MailHash(HexFormat.of().toHexDigits(random.nextLong()).repeat(4));
        var first = new LedgerEntry(
                EntryId.of(now, random.nextLong()),
                credit.account(),
                "grant#signup#" + credit.releases(),
                EntryType.SIGN_UP_CREDIT,
                Purse.GRANT,
                credit.released(),
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                null);
        var answer = credits.open(new Opening(mail, first, Money.ZERO, credit, Money.ofUsd("1000")));
        if (!(answer instanceof OpeningAnswer.Opened)) {
            throw new IllegalStateException("Not opened: " + answer);
        }
    }
}
