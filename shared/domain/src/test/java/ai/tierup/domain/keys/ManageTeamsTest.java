package ai.tierup.domain.keys;

import static ai.tierup.domain.keys.Requester.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.InMemoryApiKeys;
import ai.tierup.domain.account.InMemoryTeams;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamId;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Window;
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
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManageTeamsTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final KeyLimits FIVE_A_DAY = new KeyLimits(Map.of(Window.DAY, Money.ofUsd("5")));
    private static final TeamName OPS = new TeamName("ops");
    private static final Team LIMITED = new Team(OPS, FIVE_A_DAY);

    private final InMemoryTeams teams = new InMemoryTeams();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(teams);
    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private final InMemoryAuditLog log = new InMemoryAuditLog();
    private final InstantSource clock = InstantSource.fixed(NOON);
    private final AuditTrail trail = new AuditTrail(log, clock, new Random(4));
    private final ManageTeams manageTeams = new ManageTeams(teams, keys, ledger, trail);
    private final CreateKey createKey = new CreateKey(keys, ledger, trail, clock, new Random(17));

    @BeforeEach
    void openTheWallet() {
        var first = TestEntries.opening(ACCOUNT, "adj#1", Money.ofUsd("25"), LocalDate.parse("2026-11-28"));
        ledger.open(first, WalletRules.STANDARD.freeAllowance());
    }

    private Set<SpenderId> counted() {
        return ledger.find(ACCOUNT).orElseThrow().keys().keySet();
    }

    private ApiKey keyInTeam() {
        var outcome = createKey.create(OPERATOR, ACCOUNT, "ci", KeyRights.ALL.with(LIMITED));
        return ((CreateKey.Outcome.Created) outcome).key();
    }

    @Test
    void aTeamWithLimitsIsCountedAndOneWithoutIsNot() {
        assertThat(manageTeams.put(OPERATOR, ACCOUNT, new Team(new TeamName("dev"), KeyLimits.NONE)))
                .isEmpty();
        assertThat(manageTeams.put(OPERATOR, ACCOUNT, LIMITED)).isEmpty();

        assertThat(teams.list(ACCOUNT)).extracting(Team::name).containsExactly(new TeamName("dev"), OPS);
        assertThat(counted()).containsExactly(SpenderId.of(OPS));
        assertThat(log.newest(ACCOUNT, null, 9))
                .extracting(event -> event.action().publicName() + " " + event.target())
                .containsExactlyInAnyOrder(
                        "team.changed " + TeamId.of(ACCOUNT, new TeamName("dev")),
                        "team.changed " + TeamId.of(ACCOUNT, OPS));
    }

    @Test
    void keysAndTeamsWithLimitsShareThePlacesOfTheWallet() {
        for (var number = 1; number <= 7; number++) {
            manageTeams.put(OPERATOR, ACCOUNT, new Team(new TeamName("team-" + number), FIVE_A_DAY));
        }
        createKey.create(OPERATOR, ACCOUNT, "ci", KeyRights.ALL.with(FIVE_A_DAY));

        assertThat(manageTeams.put(OPERATOR, ACCOUNT, LIMITED)).contains(new KeyRefusal.TooManyLimitedKeys(8));
        assertThat(teams.find(ACCOUNT, OPS)).isEmpty();
    }

    @Test
    void aRequestOfAKeyCountsAgainstTheLimitsOfItsTeam() {
        manageTeams.put(OPERATOR, ACCOUNT, LIMITED);
        var key = keyInTeam();

        assertThat(key.limited()).containsExactly(new LimitedSpender(SpenderId.of(OPS), FIVE_A_DAY));
        assertThat(key.with(key.rights().with(FIVE_A_DAY)).limited())
                .containsExactly(
                        new LimitedSpender(SpenderId.of(key.id()), FIVE_A_DAY),
                        new LimitedSpender(SpenderId.of(OPS), FIVE_A_DAY));
    }

    @Test
    void aKeyWithLimitsOrATeamChangesNoTeam() {
        manageTeams.put(OPERATOR, ACCOUNT, LIMITED);
        for (var rights : Set.of(KeyRights.ALL.with(FIVE_A_DAY), KeyRights.ALL.with(LIMITED))) {
            var weak = new Requester(Origin.SERVICE, rights);

            assertThat(manageTeams.put(weak, ACCOUNT, new Team(OPS, KeyLimits.NONE)))
                    .contains(new KeyRefusal.BeyondOwnRights());
            assertThat(manageTeams.remove(weak, ACCOUNT, OPS)).contains(new KeyRefusal.BeyondOwnRights());
        }
        assertThat(teams.find(ACCOUNT, OPS)).contains(LIMITED);
    }

    @Test
    void aTeamIsRemovedWhenItHasNoKeyLeft() {
        manageTeams.put(OPERATOR, ACCOUNT, LIMITED);
        var key = keyInTeam();

        assertThat(manageTeams.remove(OPERATOR, ACCOUNT, OPS)).contains(new KeyRefusal.TeamHasKeys());
        assertThat(counted()).hasSize(1);

        keys.revoke(ACCOUNT, key.id(), NOON);
        assertThat(manageTeams.remove(OPERATOR, ACCOUNT, OPS)).isEmpty();
        assertThat(teams.list(ACCOUNT)).isEmpty();
        assertThat(counted()).isEmpty();
        assertThat(manageTeams.remove(OPERATOR, ACCOUNT, OPS)).contains(new KeyRefusal.UnknownTeam());
    }

    @Test
    void aRemovalThatWasInterruptedIsCompletedByTheNext() {
        manageTeams.put(OPERATOR, ACCOUNT, LIMITED);
        teams.remove(ACCOUNT, OPS);
        assertThat(counted()).hasSize(1);

        assertThat(manageTeams.remove(OPERATOR, ACCOUNT, OPS)).contains(new KeyRefusal.UnknownTeam());

        assertThat(counted()).isEmpty();
    }

    @Test
    void anAccountHasAHundredTeams() {
        for (var number = 1; number <= 100; number++) {
            manageTeams.put(OPERATOR, ACCOUNT, new Team(new TeamName("team-" + number), KeyLimits.NONE));
        }

        assertThat(manageTeams.put(OPERATOR, ACCOUNT, LIMITED)).contains(new KeyRefusal.TooManyTeams(100));
        assertThat(manageTeams.put(OPERATOR, ACCOUNT, new Team(new TeamName("team-7"), FIVE_A_DAY)))
                .isEmpty();
    }
}
