package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A scan of an {@link InMemoryWalletLedger}, in the order of the accounts. */
public final class InMemoryWalletScan implements WalletScan {

    private final InMemoryWalletLedger ledger;
    private final int pageSize;
    private final List<Unreadable> unreadable = new ArrayList<>();

    public InMemoryWalletScan(InMemoryWalletLedger ledger, int pageSize) {
        this.ledger = ledger;
        this.pageSize = pageSize;
    }

    /** Makes the first page contain a wallet that cannot be read. */
    public InMemoryWalletScan withUnreadable(String account) {
        unreadable.add(new Unreadable(account, "it has no cash"));
        return this;
    }

    @Override
    public Page all(Optional<String> after) {
        return page(after, wallet -> wallet.lane() == 0);
    }

    @Override
    public Page holding(Optional<String> after) {
        return page(after, wallet -> !wallet.holds().isEmpty());
    }

    @Override
    public String after(AccountId account) {
        return account.value();
    }

    /** Filters a page after reading it, as DynamoDB does, so a page can be empty without being the last. */
    private Page page(Optional<String> after, Predicate<Wallet> filter) {
        var read = ledger.all().stream()
                .sorted(Comparator.comparing((Wallet wallet) -> wallet.account().value())
                        .thenComparingInt(Wallet::lane))
                .filter(wallet -> after.isEmpty() || wallet.account().value().compareTo(after.get()) > 0)
                .limit(pageSize)
                .toList();
        Optional<String> end = read.size() < pageSize
                ? Optional.empty()
                : Optional.of(read.getLast()).map(Wallet::account).map(AccountId::value);
        return new Page(
                read.stream().filter(filter).toList(), after.isEmpty() ? List.copyOf(unreadable) : List.of(), end);
    }
}
