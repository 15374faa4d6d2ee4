package ai.tierup.local.seed;

import ai.tierup.domain.access.MailboxAccounts;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import io.micronaut.context.BeanContext;
import java.time.InstantSource;

/**
 * Signs the demo account up as customers are, with an address whose codes arrive in the outbox. Its balance is a setting, and cash like
 * that of a top-up, so it gets no credit. What exists already is not changed.
 */
final class DemoSignUp {

    private static final String ENTRY_KEY = "adj#seed";
    private static final KeyId KEY = new KeyId("key_demo");

    private final MailboxAccounts mailboxes;
    private final Accounts accounts;
    private final ApiKeys keys;
    private final BookEntry bookEntry;
    private final InstantSource clock;

    DemoSignUp(BeanContext service) {
        this.mailboxes = service.getBean(MailboxAccounts.class);
        this.accounts = service.getBean(Accounts.class);
        this.keys = service.getBean(ApiKeys.class);
        this.bookEntry = service.getBean(BookEntry.class);
        this.clock = service.getBean(InstantSource.class);
    }

    void write(ApiKeySecret secret, Money balance) {
        if (accounts.find(SeededKeys.DEMO).isEmpty()) {
            mailboxes.openWithoutCredit(
                    SeededKeys.DEMO, EmailAddress.parse(Seed.DEMO_ADDRESS).orElseThrow());
        }
        if (!balance.isZero()) {
            bookEntry.book(new BookEntry.Fact(SeededKeys.DEMO, ENTRY_KEY, EntryType.ADJUSTMENT, Purse.CASH, balance));
        }
        var key = ApiKey.unlimited(KEY, SeededKeys.DEMO, "seeded", clock.instant(), secret.shownPrefix());
        keys.add(secret.hash(), key);
    }
}
