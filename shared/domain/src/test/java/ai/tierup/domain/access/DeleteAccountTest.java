package ai.tierup.domain.access;

import static ai.tierup.domain.access.AccessFixture.ADA;
import static ai.tierup.domain.access.AccessFixture.HOME;
import static ai.tierup.domain.access.AccessFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountDeleted;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.ModelAliases;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.keys.CreateKey;
import ai.tierup.domain.keys.Requester;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeleteAccountTest {

    private static final Origin SESSION = new Origin(Actor.SESSION, HOME.orElseThrow());

    private static final Requester REQUESTER = new Requester(SESSION, KeyRights.ALL);

    private final AccessFixture service = new AccessFixture();

    private AccountId signUp() {
        var challenge = service.challenge(ADA);
        return switch (service.verifyCode.verify(challenge, service.lastCode(), HOME)) {
            case VerifyCode.Outcome.Verified(var opened) -> opened.account();
            case VerifyCode.Outcome.WrongCode refused -> throw new AssertionError(refused);
            case VerifyCode.Outcome.TooManyTries refused -> throw new AssertionError(refused);
        };
    }

    private static ApiKey created(CreateKey.Outcome outcome) {
        return switch (outcome) {
            case CreateKey.Outcome.Created(var secret, var key) -> key;
            case CreateKey.Outcome.Refused refused -> throw new AssertionError(refused);
        };
    }

    private CreateKey.Outcome createKey(AccountId account, KeyRights rights) {
        return service.createKey.create(REQUESTER, account, "key", rights);
    }

    @Test
    void anAccountCannotBeUsedAfterItsDeletion() {
        var account = signUp();
        var session = service.startSession.start(account, HOME);
        createKey(account, KeyRights.ALL);
        createKey(account, KeyRights.ALL.with(new KeyLimits(Map.of(Window.DAY, Money.ofUsd("1")))));
        service.ledger.book(TestEntries.entry(
                account, "topup#1", EntryType.TOP_UP, Purse.CASH, Money.ofUsd("25"), LocalDate.parse("2026-11-24")));

        var cash = service.deleteAccount.delete(account, SESSION);

        assertThat(cash).isEqualTo(Money.ofUsd("25"));
        var wallet = service.ledger.find(account).orElseThrow();
        assertThat(wallet.frozenBy()).containsExactly(Freezes.DELETED);
        assertThat(wallet.cash()).isEqualTo(Money.ofUsd("25"));
        assertThat(wallet.grant()).isEqualTo(Money.ZERO);
        assertThat(service.credits.find(account).orElseThrow().status()).isEqualTo(SignUpCredit.Status.ENDED);
        assertThat(service.keys.list(account)).isEmpty();
        assertThat(service.sessions.find(session.token().hash())).isEmpty();
        assertThat(service.accounts.find(account)).contains(new Account(account, NOON, null, NOON));
        assertThat(service.auditLog.newest(account, null, 20))
                .filteredOn(event -> event.action() == AuditAction.ACCOUNT_DELETED)
                .extracting(AuditEvent::origin)
                .containsExactly(SESSION);
    }

    @Test
    void nothingIsLeftThatTheOwnerNamed() {
        var account = signUp();
        var team = new Team(new TeamName("ada-lovelace"), new KeyLimits(Map.of(Window.DAY, Money.ofUsd("1"))));
        service.manageTeams.put(REQUESTER, account, team);
        var key = created(createKey(account, KeyRights.ALL.with(team)));
        service.keyUses.note(account, key.id(), NOON);
        service.accounts.setModelAliases(account, new ModelAliases(Map.of("a-*", TierId.TIER_2)));

        service.deleteAccount.delete(account, SESSION);

        assertThat(service.keys.list(account)).isEmpty();
        assertThat(service.teams.list(account)).isEmpty();
        assertThat(service.keyUses.list(account)).isEmpty();
        assertThat(service.accounts.modelAliases(account)).isEqualTo(ModelAliases.NONE);
        assertThat(service.ledger.find(account).orElseThrow().keys()).isEmpty();
        assertThat(service.auditLog.newest(account, null, 20).toString()).doesNotContain("lovelace");
    }

    /** Environments accept keys and sessions for some seconds after the deletion. */
    @Test
    void whoIsStillAcceptedAddsNothing() {
        var account = signUp();
        var limits = new KeyLimits(Map.of(Window.DAY, Money.ofUsd("1")));
        service.deleteAccount.delete(account, SESSION);

        assertThatThrownBy(() -> createKey(account, KeyRights.ALL)).isInstanceOf(AccountDeleted.class);
        assertThatThrownBy(() -> createKey(account, KeyRights.ALL.with(limits))).isInstanceOf(AccountDeleted.class);
        for (var teamLimits : List.of(KeyLimits.NONE, limits)) {
            var team = new Team(new TeamName("ops"), teamLimits);
            assertThatThrownBy(() -> service.manageTeams.put(REQUESTER, account, team))
                    .isInstanceOf(AccountDeleted.class);
        }

        assertThat(service.keys.list(account)).isEmpty();
        assertThat(service.teams.list(account)).isEmpty();
        assertThat(service.ledger.find(account).orElseThrow().keys()).isEmpty();
    }

    @Test
    void whoSignsInDuringTheDeletionGetsASessionThatHasEnded() {
        var account = signUp();
        service.deleteAccount.delete(account, SESSION);
        service.wait(Duration.ofSeconds(5));

        var late = service.startSession.start(account, HOME);

        assertThat(service.sessions.find(late.token().hash())).isEmpty();
    }

    @Test
    void theMailboxSignsUpAgainAsSomebodyElseWithoutACredit() {
        var first = signUp();
        service.deleteAccount.delete(first, SESSION);

        var second = signUp();

        assertThat(second).isNotEqualTo(first);
        assertThat(service.credits.find(second)).isEmpty();
        assertThat(service.ledger.find(second).orElseThrow().isFrozen()).isFalse();
        assertThat(service.accounts.find(second).orElseThrow().contact()).isNotNull();
    }

    @Test
    void aDeletionCanBeRepeated() {
        var account = signUp();
        service.deleteAccount.delete(account, SESSION);
        var next = signUp();

        service.deleteAccount.delete(account, SESSION);

        assertThat(service.accounts.find(next).orElseThrow().contact()).isNotNull();
        assertThat(signUp()).isEqualTo(next);
    }
}
