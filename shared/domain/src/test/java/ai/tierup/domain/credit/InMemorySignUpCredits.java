package ai.tierup.domain.credit;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.OpenAnswer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sign-up credits in memory. */
public final class InMemorySignUpCredits implements SignUpCredits {

    private final InMemoryWalletLedger ledger;
    private final Map<MailHash, AccountId> mails = new HashMap<>();
    private final Map<AccountId, SignUpCredit> credits = new HashMap<>();
    private final Map<LocalDate, Money> grants = new HashMap<>();

    public InMemorySignUpCredits(InMemoryWalletLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public synchronized Optional<SignUpCredit> find(AccountId account) {
        return Optional.ofNullable(credits.get(account));
    }

    @Override
    public synchronized Optional<AccountId> accountOf(MailHash mail) {
        return Optional.ofNullable(mails.get(mail));
    }

    @Override
    public synchronized OpeningAnswer open(Opening opening) {
        var account = opening.first().account();
        var credit = opening.credit();
        var used = mails.get(opening.mail());
        if (used != null) {
            return new OpeningAnswer.MailUsed(used);
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
