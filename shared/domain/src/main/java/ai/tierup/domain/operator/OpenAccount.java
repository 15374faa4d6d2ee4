package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.money.Money;
import java.util.random.RandomGenerator;

/** Opens an account without a sign-up, such as the first one of a stage, or one for a customer who pays by invoice. */
public final class OpenAccount {

    private static final Money MAX_CASH = Money.ofUsd("1000000");
    private static final String ENTRY_KEY = "adj#open";
    private static final String KEY_NAME = "first";

    private final RecordedActs acts;
    private final Accounts accounts;
    private final CreateAccount createAccount;
    private final RandomGenerator random;

    /** @param random draws the key, so it must be cryptographically strong */
    public OpenAccount(RecordedActs acts, Accounts accounts, CreateAccount createAccount, RandomGenerator random) {
        this.acts = acts;
        this.accounts = accounts;
        this.createAccount = createAccount;
        this.random = random;
    }

    /** The result of {@link #open}. */
    public sealed interface Outcome {

        /** @param key the only copy of the account's key; it cannot be shown again */
        record Opened(ApiKeySecret key) implements Outcome {}

        /** The account of the playground's visitors is open. It has no key. */
        record PlaygroundOpened() implements Outcome {}

        /** The account existed before. Nothing was changed or recorded. */
        record ExistsAlready() implements Outcome {}
    }

    /** Returns whether an account may be opened with {@code cash}, from zero to a million dollars. */
    public static boolean isAllowed(Money cash) {
        return !cash.isNegative() && MAX_CASH.covers(cash);
    }

    /**
     * Opens an account with {@code cash} and a first key. {@link AccountId#PLAYGROUND} gets neither.
     *
     * @throws IllegalArgumentException when the amount is not allowed, or {@code who} or {@code why} is blank or too long
     */
    public Outcome open(Operator who, String why, AccountId account, Money cash) {
        if (!isAllowed(cash)) {
            throw new IllegalArgumentException("An account opens with $0 to " + MAX_CASH + ", not " + cash);
        }
        if (account.equals(AccountId.PLAYGROUND) && !cash.isZero()) {
            throw new IllegalArgumentException("The playground opens with $0: its pool pays for it");
        }
        if (accounts.find(account).isPresent()) {
            return new Outcome.ExistsAlready();
        }
        var opening = acts.audited(account, AuditAction.ACCOUNT_OPENED, account.value(), () -> opened(account, cash));
        return acts.run(who, why, "open", account + " with " + cash, opening);
    }

    private Outcome opened(AccountId account, Money cash) {
        if (account.equals(AccountId.PLAYGROUND)) {
            createAccount.createPlayground(ENTRY_KEY);
            return new Outcome.PlaygroundOpened();
        }
        var secret = ApiKeySecret.generate(random);
        var key = new CreateAccount.FirstKey(KeyId.of(secret.hash()), KEY_NAME, secret);
        createAccount.create(new CreateAccount.NewAccount(account, cash, key), ENTRY_KEY);
        return new Outcome.Opened(secret);
    }
}
