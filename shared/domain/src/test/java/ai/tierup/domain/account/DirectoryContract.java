package ai.tierup.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Contract of {@link Accounts} and {@link ApiKeys}. */
public abstract class DirectoryContract {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static int generated;

    protected abstract ApiKeys keys();

    protected abstract Accounts accounts();

    private static ApiKeyHash newHash() {
        return ApiKeySecret.generate(new Random(++generated)).hash();
    }

    private static ApiKey key(String id) {
        return new ApiKey(
                new KeyId(id),
                new AccountId("acme"),
                "laptop",
                new KeyRights(
                        Set.of(Scope.INFERENCE, Scope.ACCOUNT_READ),
                        Set.of(TierId.TIER_1, TierId.TIER_4),
                        KeyLimits.NONE,
                        NOW.plusSeconds(60)),
                NOW,
                "tu-abcd");
    }

    @Test
    void aKeyIsFoundByItsHash() {
        var hash = newHash();
        keys().add(hash, key("key_1"));

        assertThat(keys().find(hash)).contains(key("key_1"));
        assertThat(keys().find(newHash())).isEmpty();
    }

    @Test
    void aKeyWithoutRestrictionsAllowsEveryTierForever() {
        var hash = newHash();
        var key = new ApiKey(
                new KeyId("key_2"),
                new AccountId("acme"),
                "ci",
                new KeyRights(Set.of(Scope.ACCOUNT_WRITE), null, KeyLimits.NONE, null),
                NOW,
                "tu-efgh");
        keys().add(hash, key);

        var found = keys().find(hash).orElseThrow();

        assertThat(found).isEqualTo(key);
        assertThat(found.allows(TierId.TIER_2)).isTrue();
        assertThat(found.isValidAt(Instant.MAX)).isTrue();
    }

    @Test
    void aKeyIsLimitedToItsLifetimeTiersAndScopes() {
        assertThat(key("key_3").isValidAt(NOW.plusSeconds(59))).isTrue();
        assertThat(key("key_3").isValidAt(NOW.plusSeconds(60))).isFalse();
        assertThat(key("key_3").allows(TierId.TIER_2)).isFalse();
        assertThat(key("key_3").allows(Scope.ACCOUNT_WRITE)).isFalse();
    }

    @Test
    void aKeyIsFoundByAccountAndId() {
        var hash = newHash();
        var id = KeyId.of(hash);
        var key = key(id.value());
        keys().add(hash, key);

        assertThat(keys().find(key.account(), id)).contains(key);
        assertThat(keys().find(new AccountId("other"), id)).isEmpty();
        assertThat(keys().find(key.account(), KeyId.of(newHash()))).isEmpty();
    }

    @Test
    void theRightsOfAKeyAreReplacedCompletely() {
        var hash = newHash();
        var key = key(KeyId.of(hash).value());
        keys().add(hash, key);
        var limited =
                KeyRights.ALL.with(new KeyLimits(Map.of(Window.DAY, new Money(17), Window.MONTH, new Money(400))));

        assertThat(keys().change(key.account(), key.id(), limited)).isTrue();

        assertThat(keys().find(hash)).contains(key.with(limited));
        assertThat(keys().change(new AccountId("other"), key.id(), limited)).isFalse();
        assertThat(keys().change(key.account(), new KeyId("key_none"), limited)).isFalse();
    }

    @Test
    void aRemovedKeyIsNotFound() {
        var hash = newHash();
        var key = key(KeyId.of(hash).value());
        keys().add(hash, key);

        assertThat(keys().remove(new AccountId("other"), key.id())).isFalse();
        assertThat(keys().remove(key.account(), key.id())).isTrue();

        assertThat(keys().find(hash)).isEmpty();
        assertThat(keys().find(key.account(), key.id())).isEmpty();
        assertThat(keys().remove(key.account(), key.id())).isFalse();
        assertThat(keys().change(key.account(), key.id(), KeyRights.ALL)).isFalse();
    }

    @Test
    void existingKeysAndAccountsStayUnchanged() {
        var hash = newHash();
        var id = new AccountId("account-" + generated);
        keys().add(hash, key("key_4"));
        keys().add(hash, key("key_5"));
        accounts().add(new Account(id, NOW, null));
        accounts().add(new Account(id, NOW.plusSeconds(9), null));

        assertThat(keys().find(hash)).contains(key("key_4"));
        assertThat(accounts().find(id)).contains(new Account(id, NOW, null));
        assertThat(accounts().find(new AccountId("nobody"))).isEmpty();
    }

    @Test
    void anAccountHasTheContactWithWhichItSignedUp() {
        var id = new AccountId("with-contact-" + ++generated);
        var address = EmailAddress.parse("Ada.Lovelace+news@bücher.example").orElseThrow();
        var account = new Account(id, NOW, new Account.Contact(address, new MailHash("ab".repeat(32))));

        accounts().add(account);

        assertThat(accounts().find(id)).contains(account);
    }
}
