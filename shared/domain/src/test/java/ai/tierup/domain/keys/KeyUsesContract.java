package ai.tierup.domain.keys;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link KeyUses} does. */
public abstract class KeyUsesContract {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant ONE = Instant.parse("2026-11-29T13:00:00Z");
    private static final KeyId KEY = new KeyId("key_used");
    private static final KeyId OTHER = new KeyId("key_other");

    private static int accounts;

    private final AccountId account = new AccountId("uses-" + ++accounts);

    protected abstract KeyUses uses();

    @Test
    void aKeyHasTheLatestHourInWhichItWasUsed() {
        assertThat(uses().find(account, KEY)).isEmpty();
        assertThat(uses().list(account)).isEmpty();

        uses().note(account, KEY, NOON);
        assertThat(uses().find(account, KEY)).contains(NOON);
        uses().note(account, KEY, ONE);
        uses().note(account, KEY, NOON);

        assertThat(uses().find(account, KEY)).contains(ONE);
    }

    @Test
    void theUsesOfAnAccountAreErased() {
        var other = new AccountId(account.value() + "-c");
        uses().note(account, KEY, NOON);
        uses().note(account, OTHER, ONE);
        uses().note(other, KEY, ONE);

        uses().erase(account);

        assertThat(uses().list(account)).isEmpty();
        assertThat(uses().list(other)).isEqualTo(Map.of(KEY, ONE));
    }

    @Test
    void keysAndAccountsAreApart() {
        uses().note(account, KEY, NOON);
        uses().note(account, OTHER, ONE);
        uses().note(new AccountId(account.value() + "-b"), KEY, ONE);

        assertThat(uses().list(account)).isEqualTo(Map.of(KEY, NOON, OTHER, ONE));
    }
}
