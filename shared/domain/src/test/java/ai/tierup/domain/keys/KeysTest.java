package ai.tierup.domain.keys;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.InMemoryApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.keys.CreateKey.Outcome.Created;
import ai.tierup.domain.keys.CreateKey.Outcome.Refused;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.WalletRules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Creating, limiting and revoking keys, and the keys that the wallet counts. */
class KeysTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final KeyLimits FIVE_A_DAY = new KeyLimits(Map.of(Window.DAY, Money.ofUsd("5")));
    private static final KeyRights LIMITED = KeyRights.ALL.with(FIVE_A_DAY);

    private final InMemoryApiKeys keys = new InMemoryApiKeys();
    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private final CreateKey createKey = new CreateKey(keys, ledger, InstantSource.fixed(NOON), new Random(17));
    private final LimitKey limitKey = new LimitKey(keys, ledger);
    private final RevokeKey revokeKey = new RevokeKey(keys, ledger);

    @BeforeEach
    void openTheWallet() {
        var today = LocalDate.parse("2026-11-28");
        ledger.open(
                TestEntries.opening(ACCOUNT, "adj#1", Money.ofUsd("25"), today), WalletRules.STANDARD.freeAllowance());
    }

    private ApiKey created(KeyRights rights) {
        return ((Created) createKey.create(ACCOUNT, "ci", rights)).key();
    }

    private Set<KeyId> counted() {
        return ledger.find(ACCOUNT).orElseThrow().keys().keySet();
    }

    @Test
    void aNewKeyIsFoundByTheSecretThatItsOwnerIsShown() {
        var rights = new KeyRights(Set.of(Scope.INFERENCE), Set.of(TierId.TIER_2), KeyLimits.NONE, NOON.plusSeconds(9));

        var created = (Created) createKey.create(ACCOUNT, "ci", rights);

        var id = KeyId.of(created.secret().hash());
        assertThat(created.key())
                .isEqualTo(new ApiKey(
                        id, ACCOUNT, "ci", rights, NOON, created.secret().shownPrefix()));
        assertThat(keys.find(created.secret().hash())).contains(created.key());
    }

    @Test
    void theWalletCountsOnlyKeysWithLimits() {
        created(KeyRights.ALL);
        var limited = created(LIMITED);

        assertThat(counted()).containsExactly(limited.id());
    }

    @Test
    void aNinthKeyWithLimitsIsNotCreated() {
        for (var number = 1; number <= 8; number++) {
            created(LIMITED);
        }
        var before = counted();

        assertThat(createKey.create(ACCOUNT, "ci", LIMITED))
                .isEqualTo(new Refused(new KeyRefusal.TooManyLimitedKeys(8)));

        assertThat(counted()).isEqualTo(before).hasSize(8);
        assertThat(createKey.create(ACCOUNT, "ci", KeyRights.ALL)).isInstanceOf(Created.class);
    }

    @Test
    void aLimitNeedsAWallet() {
        var nobody = new AccountId("nobody");

        assertThat(createKey.create(nobody, "ci", LIMITED)).isEqualTo(new Refused(new KeyRefusal.NoWallet()));
    }

    @Test
    void aLimitIsSetChangedAndRemoved() {
        var key = created(KeyRights.ALL);

        assertThat(limitKey.limit(ACCOUNT, key.id(), FIVE_A_DAY)).isEmpty();
        assertThat(keys.find(ACCOUNT, key.id())).contains(key.with(LIMITED));
        assertThat(counted()).containsExactly(key.id());

        var monthly = new KeyLimits(Map.of(Window.MONTH, Money.ofUsd("70")));
        assertThat(limitKey.limit(ACCOUNT, key.id(), monthly)).isEmpty();
        assertThat(keys.find(ACCOUNT, key.id())).contains(key.with(KeyRights.ALL.with(monthly)));

        assertThat(limitKey.limit(ACCOUNT, key.id(), KeyLimits.NONE)).isEmpty();
        assertThat(keys.find(ACCOUNT, key.id())).contains(key);
    }

    @Test
    void countingContinuesAfterTheLimitsAreRemoved() {
        var key = created(LIMITED);

        limitKey.limit(ACCOUNT, key.id(), KeyLimits.NONE);

        assertThat(counted()).containsExactly(key.id());
    }

    @Test
    void aNinthLimitIsRefusedAndTheKeyStaysUnchanged() {
        for (var number = 1; number <= 8; number++) {
            created(LIMITED);
        }
        var ninth = created(KeyRights.ALL);

        assertThat(limitKey.limit(ACCOUNT, ninth.id(), FIVE_A_DAY)).contains(new KeyRefusal.TooManyLimitedKeys(8));

        assertThat(keys.find(ACCOUNT, ninth.id())).contains(ninth);
    }

    @Test
    void anAccountCannotLimitTheKeyOfAnother() {
        var key = created(KeyRights.ALL);

        assertThat(limitKey.limit(new AccountId("other"), key.id(), FIVE_A_DAY)).contains(new KeyRefusal.UnknownKey());
        assertThat(keys.find(ACCOUNT, key.id())).contains(key);
    }

    @Test
    void aRevokedKeyIsGoneAndItsPlaceIsFree() {
        var created = (Created) createKey.create(ACCOUNT, "ci", LIMITED);

        assertThat(revokeKey.revoke(new AccountId("other"), created.key().id())).isFalse();
        assertThat(revokeKey.revoke(ACCOUNT, created.key().id())).isTrue();

        assertThat(keys.find(created.secret().hash())).isEmpty();
        assertThat(counted()).isEmpty();
        assertThat(revokeKey.revoke(ACCOUNT, created.key().id())).isFalse();
    }
}
