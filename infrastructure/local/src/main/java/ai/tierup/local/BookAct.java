package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.WalletLedger;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Books money by hand. The same amount for the same reason is booked once, so that whoever does not know whether a command came
 * through may give it again.
 */
enum BookAct implements AccountCommand.Act {
    ADJUST("adj", EntryType.ADJUSTMENT, Purse.CASH),
    GRANT("grant", EntryType.GRANT, Purse.GRANT);

    private static final Money MOST = Money.ofUsd("1000000");
    private static final int HASH_BYTES = 12;

    private final String prefix;
    private final EntryType type;
    private final Purse purse;

    BookAct(String prefix, EntryType type, Purse purse) {
        this.prefix = prefix;
        this.type = type;
        this.purse = purse;
    }

    @Override
    public String usage() {
        return "DOLLARS WHY";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() == 2
                && OperatorCommand.amount(arguments.getFirst())
                        .filter(this::isAllowed)
                        .isPresent();
    }

    private boolean isAllowed(Money amount) {
        return !amount.isZero()
                && MOST.covers(amount)
                && amount.covers(purse == Purse.CASH ? Money.ZERO.minus(MOST) : Money.ZERO);
    }

    @Override
    public int run(BeanContext service, AccountId account, List<String> arguments, PrintStream out) {
        var amount = OperatorCommand.amount(arguments.getFirst()).orElseThrow();
        var why = arguments.get(1);
        var ledger = service.getBean(WalletLedger.class);
        if (ledger.find(account).isEmpty()) {
            return OperatorCommand.noWallet(account, out);
        }
        OperatorCommand.record(service, prefix, account + " by " + amount, why);
        var booked = service.getBean(BookEntry.class)
                .book(new BookEntry.Fact(account, prefix + "#" + hash(amount + "|" + why), type, purse, amount));
        var wallet = ledger.find(account).orElseThrow();
        out.println((booked
                        ? "Booked " + amount + "."
                        : "This stands already, and nothing was booked. Another one needs another WHY.")
                + " The account has " + wallet.cash() + " of cash and " + wallet.grant() + " of credit.");
        return OperatorCommand.ALL_IS_WELL;
    }

    private static String hash(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(sha256, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
