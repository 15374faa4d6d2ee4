package ai.tierup.domain.keys;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.InMemoryApiKeys;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.InMemoryAuditLog;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.WalletRules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key creates, changes and revokes only keys that have no more rights than it has. */
class OwnRightsTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final KeyRights TWO = daily("2");
    private static final KeyRights FIVE = daily("5");

    private final InMemoryApiKeys keys = new InMemoryApiKeys();
    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private final InMemoryAuditLog log = new InMemoryAuditLog();
    private final InstantSource clock = InstantSource.fixed(NOON);
    private final AuditTrail trail = new AuditTrail(log, clock, new Random(4));
    private final CreateKey createKey = new CreateKey(keys, ledger, trail, clock, new Random(17));
    private final ChangeKey changeKey = new ChangeKey(keys, ledger, trail);
    private final RevokeKey revokeKey = new RevokeKey(keys, ledger, trail, clock);

    private static KeyRights daily(String usd) {
        return KeyRights.ALL.with(new KeyLimits(Map.of(Window.DAY, Money.ofUsd(usd))));
    }

    @BeforeEach
    void openTheWallet() {
        var first = TestEntries.opening(ACCOUNT, "adj#1", Money.ofUsd("25"), LocalDate.parse("2026-11-28"));
        ledger.open(first, WalletRules.STANDARD.freeAllowance());
    }

    private ApiKey created(KeyRights rights) {
        var outcome = createKey.create(Requester.OPERATOR, ACCOUNT, "ci", rights);
        return ((CreateKey.Outcome.Created) outcome).key();
    }

    private static Requester by(ApiKey key) {
        return new Requester(new Origin(Actor.of(key.id()), null), key.rights());
    }

    private void assertUnchanged(ApiKey key) {
        assertThat(keys.find(ACCOUNT, key.id())).contains(new ListedKey(key, null));
        assertThat(log.newest(ACCOUNT, null, 9))
                .noneMatch(event -> !event.origin().equals(Origin.OPERATOR));
    }

    @Test
    void aKeyCreatesOneOfItsOwnStrengthAndNoneStronger() {
        var key = created(TWO);

        var same = createKey.create(by(key), ACCOUNT, "same", TWO);
        var stronger = createKey.create(by(key), ACCOUNT, "stronger", FIVE);

        assertThat(same).isInstanceOf(CreateKey.Outcome.Created.class);
        assertThat(stronger).isEqualTo(new CreateKey.Outcome.Refused(new KeyRefusal.BeyondOwnRights()));
        assertThat(keys.list(ACCOUNT)).hasSize(2);
        assertThat(ledger.find(ACCOUNT).orElseThrow().keys()).hasSize(2);
    }

    @Test
    void aKeyLowersItsOwnLimitAndDoesNotRaiseIt() {
        var key = created(FIVE);
        assertThat(changeKey.change(by(key), ACCOUNT, key.id(), old -> old.with(TWO)))
                .isEqualTo(new ChangeKey.Outcome.Changed(key.with(TWO)));

        var raised = changeKey.change(by(key.with(TWO)), ACCOUNT, key.id(), old -> old.with(FIVE));

        assertThat(raised).isEqualTo(new ChangeKey.Outcome.Refused(new KeyRefusal.BeyondOwnRights()));
        assertThat(keys.find(ACCOUNT, key.id())).contains(new ListedKey(key.with(TWO), null));
    }

    @Test
    void aKeyDoesNotEvenLowerTheRightsOfAStrongerKey() {
        var weak = created(TWO);
        var strong = created(FIVE);

        var lowered = changeKey.change(by(weak), ACCOUNT, strong.id(), old -> old.with(TWO));
        var renamed = changeKey.change(by(weak), ACCOUNT, strong.id(), old -> old.named("mine"));

        assertThat(lowered).isEqualTo(new ChangeKey.Outcome.Refused(new KeyRefusal.BeyondOwnRights()));
        assertThat(renamed).isEqualTo(lowered);
        assertUnchanged(strong);
    }

    @Test
    void aKeyRevokesItselfAndNoStrongerKey() {
        var weak = created(TWO);
        var strong = created(FIVE);

        assertThat(revokeKey.revoke(by(weak), ACCOUNT, strong.id()))
                .isEqualTo(new RevokeKey.Outcome.Refused(new KeyRefusal.BeyondOwnRights()));
        assertUnchanged(strong);

        assertThat(revokeKey.revoke(by(weak), ACCOUNT, weak.id())).isInstanceOf(RevokeKey.Outcome.Revoked.class);
        assertThat(log.newest(ACCOUNT, null, 9))
                .anyMatch(event -> event.origin().equals(by(weak).origin()));
    }
}
