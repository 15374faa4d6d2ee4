package ai.tierup.domain.credit;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.BookAnswer;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.OpenAnswer;
import ai.tierup.domain.wallet.Wallet;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sign-up credits in memory. */
public final class InMemorySignUpCredits implements SignUpCredits {

    private final InMemoryWalletLedger ledger;
    private final Map<MailHash, AccountId> mails = new HashMap<>();
    private final Map<AccountId, SignUpCredit> credits = new HashMap<>();
    private final Map<LocalDate, Money> grants = new HashMap<>();
    private final Set<AccountId> failing = new HashSet<>();
    private final Set<AccountId> deleted = new HashSet<>();

    public InMemorySignUpCredits(InMemoryWalletLedger ledger) {
        this.ledger = ledger;
    }

    /** Stores a credit without its wallet. */
    public synchronized void put(SignUpCredit credit) {
        keep(credit);
    }

    /** Makes every release to an account fail. */
    void fail(AccountId account) {
        failing.add(account);
    }

    @Override
    public synchronized Optional<SignUpCredit> find(AccountId account) {
        return Optional.ofNullable(credits.get(account));
    }

    @Override
    public synchronized Optional<AccountId> accountOf(MailHash mail) {
        return Optional.ofNullable(mails.get(mail)).filter(account -> !deleted.contains(account));
    }

    @Override
    public synchronized void leave(MailHash mail, AccountId account) {
        if (account.equals(mails.get(mail))) {
            deleted.add(account);
        }
    }

    @Override
    public synchronized OpeningAnswer open(Opening opening) {
        var account = opening.first().account();
        var credit = opening.credit();
        var used = mails.get(opening.mail());
        if (used != null && !deleted.contains(used)) {
            return new OpeningAnswer.MailUsed(used);
        }
        if (used != null && credit != null) {
            return new OpeningAnswer.CreditUsed();
        }
        if (credit != null && !isLeft(credit, opening.dailyGrants())) {
            return new OpeningAnswer.GrantsUsedUp();
        }
        return switch (ledger.open(opening.first(), opening.freeAllowance())) {
            case OpenAnswer.Opened opened -> {
                mails.put(opening.mail(), account);
                if (credit != null) {
                    keep(credit);
                    count(credit);
                }
                yield new OpeningAnswer.Opened();
            }
            case OpenAnswer.OpenedBefore before ->
                throw new IllegalStateException(account + " has a wallet under another address");
            case OpenAnswer.DayIsClosing(var through) -> new OpeningAnswer.DayIsClosing(through);
        };
    }

    @Override
    public synchronized ReleaseAnswer release(SignUpCredit seen, SignUpCredit next, LedgerEntry part) {
        if (failing.contains(seen.account())) {
            throw new IllegalStateException("The store fails");
        }
        if (!isStored(seen)) {
            return new ReleaseAnswer.Changed();
        }
        return switch (ledger.book(part)) {
            case BookAnswer.Booked booked -> {
                keep(next);
                yield new ReleaseAnswer.Released();
            }
            case BookAnswer.AlreadyBooked already -> new ReleaseAnswer.Changed();
            case BookAnswer.WalletIsAhead(var day) -> new ReleaseAnswer.WalletIsAhead(day);
            case BookAnswer.NoWallet none -> throw new IllegalStateException("There is no wallet of " + part.account());
        };
    }

    @Override
    public synchronized ReleaseAnswer grant(SignUpCredit seen, SignUpCredit next, LedgerEntry part, Money dailyGrants) {
        if (isStored(seen) && !isLeft(next, dailyGrants)) {
            return new ReleaseAnswer.GrantsUsedUp();
        }
        var answer = release(seen, next, part);
        if (answer instanceof ReleaseAnswer.Released) {
            count(next);
        }
        return answer;
    }

    @Override
    public synchronized boolean takeBack(SignUpCredit seen, SignUpCredit next, LedgerEntry taken, Wallet wallet) {
        var isAsSeen = isStored(seen) && ledger.find(seen.account()).equals(Optional.of(wallet));
        if (isAsSeen) {
            ledger.book(taken);
            keep(next);
        }
        return isAsSeen;
    }

    @Override
    public synchronized boolean replace(SignUpCredit seen, SignUpCredit next) {
        var isStored = isStored(seen);
        if (isStored) {
            keep(next);
        }
        return isStored;
    }

    @Override
    public synchronized List<SignUpCredit> due(LocalDate through, @Nullable SignUpCredit after, int limit) {
        var order = Comparator.comparing((SignUpCredit credit) -> credit.dueOn().orElseThrow())
                .thenComparing(credit -> credit.account().value());
        return page(
                credit -> credit.dueOn().filter(day -> !day.isAfter(through)).isPresent(), order, after, limit);
    }

    @Override
    public synchronized List<SignUpCredit> waiting(@Nullable SignUpCredit after, int limit) {
        var order = Comparator.comparing(SignUpCredit::openedAt)
                .thenComparing(credit -> credit.account().value());
        return page(credit -> credit.status() == SignUpCredit.Status.WAITING, order, after, limit);
    }

    private List<SignUpCredit> page(
            Predicate<SignUpCredit> which, Comparator<SignUpCredit> order, @Nullable SignUpCredit after, int limit) {
        return credits.values().stream()
                .filter(which)
                .filter(credit -> after == null || order.compare(credit, after) > 0)
                .sorted(order)
                .limit(limit)
                .toList();
    }

    private boolean isStored(SignUpCredit seen) {
        return find(seen.account()).equals(Optional.of(seen));
    }

    private void keep(SignUpCredit credit) {
        credits.put(credit.account(), credit);
    }

    private boolean isLeft(SignUpCredit credit, Money dailyGrants) {
        var day = credit.grantedOn();
        return day == null
                || dailyGrants.minus(grants.getOrDefault(day, Money.ZERO)).covers(credit.amount());
    }

    private void count(SignUpCredit credit) {
        var day = credit.grantedOn();
        if (day != null) {
            grants.merge(day, credit.amount(), Money::plus);
        }
    }
}
