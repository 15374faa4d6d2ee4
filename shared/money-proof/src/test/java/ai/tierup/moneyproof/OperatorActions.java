package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Purse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The operator's commands on wallets. A command that got no answer is repeated, and must take effect only once. */
final class OperatorActions {

    private final Set<BookEntry.Fact> facts = new LinkedHashSet<>();
    private final Map<AccountId, Boolean> frozen = new LinkedHashMap<>();

    /** @param why reason, another one for each command */
    void adjust(ServiceProcess by, AccountId account, Money amount, String why) {
        book(by, new BookEntry.Fact(account, "adj#" + why, EntryType.ADJUSTMENT, Purse.CASH, amount));
    }

    /** @param why reason, another one for each command */
    void grant(ServiceProcess by, AccountId account, Money amount, String why) {
        book(by, new BookEntry.Fact(account, "grant#" + why, EntryType.GRANT, Purse.GRANT, amount));
    }

    private void book(ServiceProcess by, BookEntry.Fact fact) {
        facts.add(fact);
        by.bookEntry.book(fact);
    }

    void freeze(ServiceProcess by, AccountId account) {
        frozen.put(account, true);
        by.wallets.freeze(account, Freezes.OPERATOR);
    }

    void thaw(ServiceProcess by, AccountId account) {
        frozen.put(account, false);
        by.thawWallet.thaw(account, Freezes.OPERATOR);
    }

    /** Repeats all commands. */
    void repeat(ServiceProcess by) {
        facts.forEach(by.bookEntry::book);
        repeatFreezes(by);
    }

    /** Repeats the last freeze or thaw of each account, which a late command may have undone. */
    void repeatFreezes(ServiceProcess by) {
        new LinkedHashMap<>(frozen).forEach((account, isFrozen) -> {
            if (isFrozen) {
                freeze(by, account);
            } else {
                thaw(by, account);
            }
        });
    }

    boolean shouldBeFrozen(AccountId account) {
        return frozen.getOrDefault(account, false);
    }

    /** The amounts that were to be booked, by business id. */
    Map<String, Money> booked(AccountId account) {
        return facts.stream()
                .filter(fact -> fact.account().equals(account))
                .collect(Collectors.toMap(BookEntry.Fact::businessId, BookEntry.Fact::amount));
    }
}
