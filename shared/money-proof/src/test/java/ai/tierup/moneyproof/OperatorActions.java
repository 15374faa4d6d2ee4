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

/** What the operator does to wallets by hand. Whoever had no answer gives the same command again, which must change nothing more. */
final class OperatorActions {

    private final Set<BookEntry.Fact> facts = new LinkedHashSet<>();
    private final Map<AccountId, Boolean> frozen = new LinkedHashMap<>();

    /** @param why tells it from all others */
    void adjust(ServiceProcess by, AccountId account, Money amount, String why) {
        book(by, new BookEntry.Fact(account, "adj#" + why, EntryType.ADJUSTMENT, Purse.CASH, amount));
    }

    /** @param why tells it from all others */
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

    /** All that was ever asked for, once more. */
    void repeat(ServiceProcess by) {
        facts.forEach(by.bookEntry::book);
        repeatFreezes(by);
    }

    /** What of it a late command may have undone: the operator looks, and gives the last one again. */
    void repeatFreezes(ServiceProcess by) {
        new LinkedHashMap<>(frozen).forEach((account, isFrozen) -> {
            if (isFrozen) {
                freeze(by, account);
            } else {
                thaw(by, account);
            }
        });
    }

    boolean wantsFrozen(AccountId account) {
        return frozen.getOrDefault(account, false);
    }

    /** Business ids of what was asked for, with the amounts. */
    Map<String, Money> booked(AccountId account) {
        return facts.stream()
                .filter(fact -> fact.account().equals(account))
                .collect(Collectors.toMap(BookEntry.Fact::businessId, BookEntry.Fact::amount));
    }
}
