package ai.tierup.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Contract of {@link Accounts}, {@link ApiKeys} and {@link Teams}. */
public abstract class DirectoryContract {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static int generated;

    protected abstract ApiKeys keys();

    protected abstract Teams teams();

    protected abstract Accounts accounts();

    private static ApiKeyHash newHash() {
        return ApiKeySecret.generate(new Random(++generated)).hash();
    }

    private static ApiKey key(String id) {
        return key(new AccountId("acme"), id, NOW);
    }

    private static ApiKey key(AccountId account, String id, Instant createdAt) {
        return new ApiKey(
                new KeyId(id),
                account,
                "laptop",
                new KeyRights(
                        Set.of(Scope.INFERENCE, Scope.ACCOUNT_READ),
                        Set.of(TierId.TIER_1, TierId.TIER_4),
                        KeyLimits.NONE,
                        NOW.plusSeconds(60),
                        null,
                        PaceLimits.NONE),
                createdAt,
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
                new KeyRights(Set.of(Scope.ACCOUNT_WRITE), null, KeyLimits.NONE, null, null, PaceLimits.NONE),
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

        assertThat(keys().find(key.account(), id)).contains(new ListedKey(key, null));
        assertThat(keys().find(new AccountId("other"), id)).isEmpty();
        assertThat(keys().find(key.account(), KeyId.of(newHash()))).isEmpty();
    }

    @Test
    void theNameAndTheRightsOfAKeyAreReplacedCompletely() {
        var hash = newHash();
        var key = key(KeyId.of(hash).value());
        keys().add(hash, key);
        var limits = new KeyLimits(Map.of(Window.DAY, new Money(17), Window.MONTH, new Money(400)));
        var pace = new PaceLimits(
                Map.of(Pace.REQUESTS_PER_MINUTE, 7L, Pace.TOKENS_PER_MINUTE, 900L, Pace.CONCURRENT_REQUESTS, 2L));
        var changed = key.named("build").with(KeyRights.ALL.with(limits).with(pace));

        assertThat(keys().change(key, changed)).isTrue();

        assertThat(keys().find(hash)).contains(changed);
        assertThat(keys().find(key.account(), key.id())).contains(new ListedKey(changed, null));
        var others = key(new AccountId("other"), key.id().value(), NOW);
        assertThat(keys().change(others, others)).isFalse();
        assertThat(keys().change(key("key_none"), key("key_none"))).isFalse();
    }

    @Test
    void aKeyIsChangedOnlyAsItWasSeen() {
        var hash = newHash();
        var key = key(KeyId.of(hash).value());
        keys().add(hash, key);
        var limited = key.with(key.rights().with(new KeyLimits(Map.of(Window.DAY, new Money(17)))));

        assertThat(keys().change(key, limited)).isTrue();
        assertThat(keys().change(key, key.named("build"))).isFalse();
        assertThat(keys().find(hash)).contains(limited);

        assertThat(keys().change(limited, limited.named("build"))).isTrue();
        assertThat(keys().change(limited, limited.named("other"))).isFalse();
        assertThat(keys().find(hash)).contains(limited.named("build"));
    }

    @Test
    void aRevokedKeyIsRefusedAndStaysInTheList() {
        var hash = newHash();
        var key = key(KeyId.of(hash).value());
        keys().add(hash, key);

        assertThat(keys().revoke(new AccountId("other"), key.id(), NOW)).isFalse();
        assertThat(keys().revoke(key.account(), key.id(), NOW.plusSeconds(3))).isTrue();

        assertThat(keys().find(hash)).isEmpty();
        assertThat(keys().find(key.account(), key.id())).contains(new ListedKey(key, NOW.plusSeconds(3)));
        assertThat(keys().revoke(key.account(), key.id(), NOW.plusSeconds(9))).isFalse();
        assertThat(keys().change(key, key.named("again"))).isFalse();
        assertThat(keys().find(key.account(), key.id())).contains(new ListedKey(key, NOW.plusSeconds(3)));
    }

    @Test
    void theListHasAllKeysOfTheAccountAndTheNewestFirst() {
        var account = new AccountId("lists-keys");
        var listed = new ArrayList<ListedKey>();
        for (var number = 1; number <= 3; number++) {
            var hash = newHash();
            var key = key(account, KeyId.of(hash).value(), NOW.plusSeconds(number));
            keys().add(hash, key);
            listed.addFirst(new ListedKey(key, null));
        }
        var second = listed.get(1).key();
        keys().revoke(account, second.id(), NOW.plusSeconds(60));
        listed.set(1, new ListedKey(second, NOW.plusSeconds(60)));

        assertThat(keys().list(account)).isEqualTo(listed);
        assertThat(keys().list(new AccountId("without-keys"))).isEmpty();
    }

    @Test
    void anAccountHasTheAliasesThatItSetLast() {
        var account = new AccountId("aliases");
        assertThat(accounts().modelAliases(account)).isEqualTo(ModelAliases.NONE);

        accounts().setModelAliases(account, new ModelAliases(Map.of("a-*", TierId.TIER_2)));
        var last = new ModelAliases(Map.of("b[1m]", TierId.TIER_4, "c-*", TierId.TIER_1));
        accounts().setModelAliases(account, last);

        assertThat(accounts().modelAliases(account)).isEqualTo(last);
        accounts().setModelAliases(account, ModelAliases.NONE);
        assertThat(accounts().modelAliases(account)).isEqualTo(ModelAliases.NONE);
        accounts().setModelAliases(account, last);
        accounts().close(account, NOW);
        accounts().erase(account);
        assertThat(accounts().modelAliases(account)).isEqualTo(ModelAliases.NONE);
    }

    @Test
    void outputsAreKeptUnlessAnAccountSaysOtherwise() {
        var account = new AccountId("outputs");
        assertThat(accounts().keepsOutputs(account)).isTrue();

        accounts().setKeepsOutputs(account, false);
        accounts().setModelAliases(account, new ModelAliases(Map.of("a-*", TierId.TIER_2)));
        assertThat(accounts().keepsOutputs(account)).isFalse();
        accounts().setKeepsOutputs(account, true);
        assertThat(accounts().keepsOutputs(account)).isTrue();
        accounts().setKeepsOutputs(account, false);
        accounts().close(account, NOW);
        accounts().erase(account);
        assertThat(accounts().keepsOutputs(account)).isTrue();
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

    @Test
    void anErasedAccountKeepsItsIdAndItsTimesOnly() {
        var id = new AccountId("erased-" + ++generated);
        var address = EmailAddress.parse("ada@example.com").orElseThrow();
        accounts().add(new Account(id, NOW, new Account.Contact(address, new MailHash("cd".repeat(32)))));

        accounts().close(id, NOW.plusSeconds(5));
        assertThat(accounts().find(id).map(Account::contact)).isPresent();
        accounts().close(id, NOW.plusSeconds(9));
        accounts().erase(id);
        accounts().erase(id);
        accounts().add(new Account(id, NOW, new Account.Contact(address, new MailHash("cd".repeat(32)))));

        assertThat(accounts().find(id)).contains(new Account(id, NOW, null, NOW.plusSeconds(5)));
    }

    @Test
    void nothingIsAddedToAClosedAccount() {
        var account = new AccountId("closed-" + ++generated);
        var before = newHash();
        var after = newHash();
        keys().add(before, key(account, KeyId.of(before).value(), NOW));
        teams().put(account, team("dev", 7));
        accounts().close(account, NOW);

        for (var addition : List.<ThrowingCallable>of(
                () -> keys().add(after, key(account, KeyId.of(after).value(), NOW)),
                () -> teams().put(account, team("ops", 5)),
                () -> teams().put(account, team("dev", 8)),
                () -> accounts().setModelAliases(account, new ModelAliases(Map.of("a-*", TierId.TIER_2))),
                () -> accounts().setKeepsOutputs(account, false))) {
            assertThatThrownBy(addition).isInstanceOf(AccountDeleted.class);
        }

        assertThat(keys().find(after)).isEmpty();
        assertThat(keys().list(account)).hasSize(1);
        assertThat(teams().list(account)).containsExactly(team("dev", 7));
        assertThat(accounts().modelAliases(account)).isEqualTo(ModelAliases.NONE);
        assertThat(accounts().keepsOutputs(account)).isTrue();
    }

    @Test
    void revokedKeysAreErasedWithTheirNames() {
        var account = new AccountId("erases-keys-" + ++generated);
        var revoked = newHash();
        var usable = newHash();
        keys().add(revoked, key(account, KeyId.of(revoked).value(), NOW));
        keys().add(usable, key(account, KeyId.of(usable).value(), NOW));
        keys().revoke(account, KeyId.of(revoked), NOW);

        keys().eraseRevoked(account);
        keys().eraseRevoked(account);

        assertThat(keys().find(account, KeyId.of(revoked))).isEmpty();
        assertThat(keys().list(account))
                .containsExactly(new ListedKey(key(account, KeyId.of(usable).value(), NOW), null));
        assertThat(keys().revoke(account, KeyId.of(revoked), NOW)).isFalse();
    }

    private static Team team(String name, long daily) {
        return new Team(new TeamName(name), new KeyLimits(Map.of(Window.DAY, new Money(daily))));
    }

    @Test
    void teamsAreFoundListedReplacedAndRemoved() {
        var account = new AccountId("has-teams");
        teams().put(account, team("ops", 5));
        teams().put(account, team("dev", 7));
        teams().put(account, team("ops", 6));

        assertThat(teams().list(account)).containsExactly(team("dev", 7), team("ops", 6));
        assertThat(teams().find(account, new TeamName("ops"))).contains(team("ops", 6));
        assertThat(teams().find(new AccountId("other"), new TeamName("ops"))).isEmpty();

        teams().remove(account, new TeamName("ops"));
        teams().remove(account, new TeamName("ops"));
        assertThat(teams().list(account)).containsExactly(team("dev", 7));
    }

    @Test
    void aKeyHasThePresentLimitsOfItsTeam() {
        var account = new AccountId("team-limits");
        var hash = newHash();
        teams().put(account, team("ops", 5));
        var plain = key(account, KeyId.of(hash).value(), NOW);
        var inTeam = plain.with(plain.rights().with(team("ops", 5)));
        keys().add(hash, inTeam);
        assertThat(keys().find(hash)).contains(inTeam);

        teams().put(account, team("ops", 6));

        var now = plain.with(plain.rights().with(team("ops", 6)));
        assertThat(keys().find(hash)).contains(now);
        assertThat(keys().find(account, plain.id())).contains(new ListedKey(now, null));
        assertThat(keys().list(account)).containsExactly(new ListedKey(now, null));

        teams().remove(account, new TeamName("ops"));
        assertThat(keys().find(hash)).as("a key without the limits of its team").isEmpty();
        assertThat(keys().revoke(account, plain.id(), NOW)).isTrue();
        assertThat(keys().list(account)).hasSize(1);
    }
}
