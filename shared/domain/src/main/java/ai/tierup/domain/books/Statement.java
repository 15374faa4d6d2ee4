package ai.tierup.domain.books;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The final sums of one account for one day. Days on which nothing happened have none. The content follows from the ledger alone, so every
 * run that closes a day writes the same content.
 *
 * @param opening closing amount of the statement before; zero for the first
 * @param walletVersion version of a wallet image that was on a later day and had no hold of this day
 * @param previousHash hash of the statement before; empty for the first
 */
public record Statement(
        AccountId account, LocalDate day, Money opening, Movements movements, long walletVersion, String previousHash) {

    /** Creates the statement that follows on {@code previous}. */
    static Statement after(
            @Nullable Statement previous, AccountId account, LocalDate day, Movements movements, long walletVersion) {
        return new Statement(
                account,
                day,
                previous == null ? Money.ZERO : previous.closing(),
                movements,
                walletVersion,
                previous == null ? "" : previous.hash());
    }

    /** The account's balance at the end of the day, held amounts included. */
    public Money closing() {
        return opening.plus(movements.credits()).minus(movements.debits());
    }

    /** SHA-256 of the content in hexadecimal. The wallet's version is left out, because it can differ between runs. */
    public String hash() {
        var text = String.join(
                "|",
                account.value(),
                day.toString(),
                opening.usd(),
                movements.credits().usd(),
                movements.debits().usd(),
                Long.toString(movements.requests()),
                new TreeMap<>(movements.pools()).toString(),
                previousHash);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
