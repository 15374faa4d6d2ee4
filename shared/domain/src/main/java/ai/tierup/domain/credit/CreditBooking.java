package ai.tierup.domain.credit;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.credit.SignUpCredits.ReleaseAnswer;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Creates the ledger entries of sign-up credits, and books them on a day that is not over in the wallet. */
final class CreditBooking {

    private static final int MAX_SENDS = 5;
    private static final String PREFIX = "grant#signup#";
    private static final String OPENING = "adj#open";

    private final InstantSource clock;
    private final RandomGenerator random;

    CreditBooking(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The first entry of a wallet without credit, which is an adjustment of nothing. */
    LedgerEntry nothing(AccountId account, LocalDate day) {
        return LedgerEntry.opening(account, OPENING, Money.ZERO, clock.instant(), random.nextLong())
                .on(day);
    }

    /** The part that was released last; its business id is its number. */
    LedgerEntry part(SignUpCredit after, Money releasedBefore, LocalDate day) {
        return entry(
                after.account(),
                Integer.toString(after.releases()),
                after.released().minus(releasedBefore),
                day);
    }

    /** What is taken back at the end. */
    LedgerEntry taken(AccountId account, Money left, LocalDate day) {
        return entry(account, "end", Money.ZERO.minus(left), day);
    }

    private LedgerEntry entry(AccountId account, String name, Money amount, LocalDate day) {
        return new LedgerEntry(
                EntryId.of(clock.instant(), random.nextLong()),
                account,
                PREFIX + name,
                EntryType.SIGN_UP_CREDIT,
                Purse.GRANT,
                amount,
                day,
                null);
    }

    /**
     * Books a part.
     *
     * @param write sends the transaction, until its outcome is known
     * @return any answer but {@link ReleaseAnswer.WalletIsAhead}
     */
    ReleaseAnswer book(SignUpCredit seen, SignUpCredit next, Function<LedgerEntry, ReleaseAnswer> write) {
        var part = part(next, seen.released(), today());
        for (var send = 0; send < MAX_SENDS; send++) {
            var answer = write.apply(part);
            if (!(answer instanceof ReleaseAnswer.WalletIsAhead(var day))) {
                return answer;
            }
            // The wallet was rolled by a clock ahead of ours.
            part = part.on(day);
        }
        throw new IllegalStateException("The wallet of " + seen.account() + " was rolled during every attempt to book");
    }
}
