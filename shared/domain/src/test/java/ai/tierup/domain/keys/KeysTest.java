package ai.tierup.domain.keys;

import static ai.tierup.domain.keys.Requester.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.InMemoryApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.domain.account.PaceLimits;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.InMemoryAuditLog;
import ai.tierup.domain.keys.ChangeKey.Outcome.Changed;
import ai.tierup.domain.keys.CreateKey.Outcome.Created;
import ai.tierup.domain.keys.CreateKey.Outcome.Refused;
import ai.tierup.domain.keys.RevokeKey.Outcome.Revoked;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.WalletRules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Creating, changing and revoking keys, and the keys that the wallet counts. {@link OwnRightsTest} covers who may do so. */
class KeysTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final KeyLimits FIVE_A_DAY = new KeyLimits(Map.of(Window.DAY, Money.ofUsd("5")));
    private static final KeyRights LIMITED = KeyRights.ALL.with(FIVE_A_DAY);

    private final InMemoryApiKeys keys = new InMemoryApiKeys();
    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private final InMemoryAuditLog log = new InMemoryAuditLog();
    private final InstantSource clock = InstantSource.fixed(NOON);
    private final AuditTrail trail = new AuditTrail(log, clock, new Random(4));
    private final CreateKey createKey = new CreateKey(keys, ledger, trail, clock, new Random(17));
    private final ChangeKey changeKey = new ChangeKey(keys, ledger, trail);
    private final RevokeKey revokeKey = new RevokeKey(keys, ledger, trail, clock);

    @BeforeEach
    void openTheWallet() {
        var today = LocalDate.parse("2026-11-28");
        ledger.open(
                TestEntries.opening(ACCOUNT, "adj#1", Money.ofUsd("25"), today), WalletRules.STANDARD.freeAllowance());
    }

    private ApiKey created(KeyRights rights) {
        return ((Created) createKey.create(OPERATOR, ACCOUNT, "ci", rights)).key();
    }

    private ChangeKey.Outcome limit(AccountId account, ApiKey key, KeyLimits limits) {
        return changeKey.change(
                OPERATOR, account, key.id(), old -> old.with(old.rights().with(limits)));
    }

    private Optional<ListedKey> found(ApiKey key) {
        return keys.find(ACCOUNT, key.id());
    }

    private List<String> recorded() {
        return log.newest(ACCOUNT, null, 9).stream()
                .map(event -> event.origin().actor().publicName() + " "
                        + event.action().publicName() + " " + event.target())
                .toList();
    }

    private Set<SpenderId> counted() {
        return ledger.find(ACCOUNT).orElseThrow().keys().keySet();
    }

    @Test
    void aNewKeyIsFoundByTheSecretThatItsOwnerIsShown() {
        var rights = new KeyRights(
                Set.of(Scope.INFERENCE),
                Set.of(TierId.TIER_2),
                KeyLimits.NONE,
                NOON.plusSeconds(9),
                null,
                PaceLimits.NONE);

        var created = (Created) createKey.create(OPERATOR, ACCOUNT, "ci", rights);

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

        assertThat(counted()).containsExactly(SpenderId.of(limited.id()));
    }

    @Test
    void aNinthKeyWithLimitsIsNotCreated() {
        for (var number = 1; number <= 8; number++) {
            created(LIMITED);
        }
        var before = counted();

        assertThat(createKey.create(OPERATOR, ACCOUNT, "ci", LIMITED))
                .isEqualTo(new Refused(new KeyRefusal.TooManyLimitedKeys(8)));

        assertThat(counted()).isEqualTo(before).hasSize(8);
        assertThat(createKey.create(OPERATOR, ACCOUNT, "ci", KeyRights.ALL)).isInstanceOf(Created.class);
    }

    @Test
    void aLimitNeedsAWallet() {
        var nobody = new AccountId("nobody");

        assertThat(createKey.create(OPERATOR, nobody, "ci", LIMITED)).isEqualTo(new Refused(new KeyRefusal.NoWallet()));
    }

    @Test
    void anAccountHasAHundredKeysAndRevokedOnesDoNotCount() {
        var first = created(KeyRights.ALL);
        for (var number = 2; number <= 100; number++) {
            created(KeyRights.ALL);
        }

        assertThat(createKey.create(OPERATOR, ACCOUNT, "ci", KeyRights.ALL))
                .isEqualTo(new Refused(new KeyRefusal.TooManyKeys(100)));

        revokeKey.revoke(OPERATOR, ACCOUNT, first.id());
        assertThat(createKey.create(OPERATOR, ACCOUNT, "ci", KeyRights.ALL)).isInstanceOf(Created.class);
    }

    @Test
    void aLimitIsSetChangedAndRemoved() {
        var key = created(KeyRights.ALL);

        assertThat(limit(ACCOUNT, key, FIVE_A_DAY)).isEqualTo(new Changed(key.with(LIMITED)));
        assertThat(found(key)).contains(new ListedKey(key.with(LIMITED), null));
        assertThat(counted()).containsExactly(SpenderId.of(key.id()));

        var monthly = new KeyLimits(Map.of(Window.MONTH, Money.ofUsd("70")));
        limit(ACCOUNT, key, monthly);
        assertThat(found(key)).contains(new ListedKey(key.with(KeyRights.ALL.with(monthly)), null));

        limit(ACCOUNT, key, KeyLimits.NONE);
        assertThat(found(key)).contains(new ListedKey(key, null));
    }

    @Test
    void countingContinuesAfterTheLimitsAreRemoved() {
        var key = created(LIMITED);

        limit(ACCOUNT, key, KeyLimits.NONE);

        assertThat(counted()).containsExactly(SpenderId.of(key.id()));
    }

    @Test
    void aNinthLimitIsRefusedAndTheKeyStaysUnchanged() {
        for (var number = 1; number <= 8; number++) {
            created(LIMITED);
        }
        var ninth = created(KeyRights.ALL);

        assertThat(limit(ACCOUNT, ninth, FIVE_A_DAY))
                .isEqualTo(new ChangeKey.Outcome.Refused(new KeyRefusal.TooManyLimitedKeys(8)));

        assertThat(found(ninth)).contains(new ListedKey(ninth, null));
    }

    @Test
    void anAccountCannotChangeOrRevokeTheKeyOfAnother() {
        var key = created(LIMITED);
        var other = new AccountId("other");

        assertThat(limit(other, key, KeyLimits.NONE))
                .isEqualTo(new ChangeKey.Outcome.Refused(new KeyRefusal.UnknownKey()));
        assertThat(revokeKey.revoke(OPERATOR, other, key.id()))
                .isEqualTo(new RevokeKey.Outcome.Refused(new KeyRefusal.UnknownKey()));
        assertThat(found(key)).contains(new ListedKey(key, null));
        assertThat(counted()).containsExactly(SpenderId.of(key.id()));
    }

    @Test
    void aRevokedKeyIsRefusedAndItsPlaceIsFree() {
        var created = (Created) createKey.create(OPERATOR, ACCOUNT, "ci", LIMITED);
        var key = created.key();
        var revoked = new Revoked(new ListedKey(key, NOON));

        assertThat(revokeKey.revoke(OPERATOR, ACCOUNT, key.id())).isEqualTo(revoked);

        assertThat(keys.find(created.secret().hash())).isEmpty();
        assertThat(counted()).isEmpty();
        assertThat(revokeKey.revoke(OPERATOR, ACCOUNT, key.id())).isEqualTo(revoked);
        assertThat(limit(ACCOUNT, key, FIVE_A_DAY))
                .isEqualTo(new ChangeKey.Outcome.Refused(new KeyRefusal.UnknownKey()));
        assertThat(counted()).isEmpty();
    }

    @Test
    void whatSomebodyElseChangesAtTheSameTimeStays() {
        var key = created(KeyRights.ALL);
        var calls = new AtomicInteger();

        var outcome = changeKey.change(OPERATOR, ACCOUNT, key.id(), old -> {
            if (calls.getAndIncrement() == 0) {
                limit(ACCOUNT, key, FIVE_A_DAY);
            }
            return old.named("build");
        });

        var changed = key.named("build").with(LIMITED);
        assertThat(outcome).isEqualTo(new ChangeKey.Outcome.Changed(changed));
        assertThat(found(key)).contains(new ListedKey(changed, null));
    }

    @Test
    void revokingAKeyThatWasNeverStoredFreesItsPlace() {
        var lost = new KeyId("key_lost");
        ledger.countKey(ACCOUNT, SpenderId.of(lost));

        revokeKey.revoke(OPERATOR, ACCOUNT, lost);

        assertThat(counted()).isEmpty();
    }

    @Test
    void theAuditLogHasEachActOnceAndNoneThatWasRefused() {
        var key = created(LIMITED);
        limit(ACCOUNT, key, KeyLimits.NONE);
        revokeKey.revoke(OPERATOR, ACCOUNT, key.id());

        revokeKey.revoke(OPERATOR, ACCOUNT, key.id());
        limit(ACCOUNT, key, FIVE_A_DAY);

        assertThat(recorded())
                .containsExactlyInAnyOrder(
                        "operator key.created " + key.id(),
                        "operator key.changed " + key.id(),
                        "operator key.revoked " + key.id());
    }
}
