package ai.tierup.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which rights a key may give to another. */
class KeyRightsTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Team OURS = new Team(new TeamName("ours"), KeyLimits.NONE);
    private static final KeyRights RIGHTS = new KeyRights(
            Set.of(Scope.INFERENCE, Scope.ACCOUNT_WRITE),
            Set.of(TierId.TIER_1, TierId.TIER_2),
            limits("5", "70"),
            NOON,
            OURS,
            PaceLimits.NONE);

    private static KeyLimits limits(String daily, String monthly) {
        return new KeyLimits(Map.of(Window.DAY, Money.ofUsd(daily), Window.MONTH, Money.ofUsd(monthly)));
    }

    private static KeyRights withScopes(Scope... scopes) {
        return new KeyRights(
                Set.of(scopes), RIGHTS.allowedTiers(), RIGHTS.limits(), RIGHTS.expiresAt(), OURS, PaceLimits.NONE);
    }

    @Test
    void rightsCoverTheSameAndLess() {
        var less = new KeyRights(
                Set.of(Scope.INFERENCE),
                Set.of(TierId.TIER_2),
                limits("4.99", "0"),
                NOON.minusSeconds(1),
                OURS,
                PaceLimits.NONE);

        assertThat(RIGHTS.covers(RIGHTS)).isTrue();
        assertThat(RIGHTS.covers(less)).isTrue();
        assertThat(less.covers(RIGHTS)).isFalse();
    }

    @Test
    void allRightsCoverEveryOthers() {
        assertThat(KeyRights.ALL.covers(KeyRights.ALL)).isTrue();
        assertThat(KeyRights.ALL.covers(RIGHTS)).isTrue();
        assertThat(RIGHTS.covers(KeyRights.ALL)).isFalse();
    }

    @Test
    void anotherScopeIsNotCovered() {
        assertThat(RIGHTS.covers(withScopes(Scope.ACCOUNT_WRITE))).isTrue();
        assertThat(RIGHTS.covers(withScopes(Scope.ACCOUNT_READ))).isFalse();
    }

    @Test
    void anotherTierOrAllTiersAreNotCovered() {
        var third = new KeyRights(RIGHTS.scopes(), Set.of(TierId.TIER_3), RIGHTS.limits(), NOON, OURS, PaceLimits.NONE);
        var every = new KeyRights(RIGHTS.scopes(), null, RIGHTS.limits(), NOON, OURS, PaceLimits.NONE);

        assertThat(RIGHTS.covers(third)).isFalse();
        assertThat(RIGHTS.covers(every)).isFalse();
    }

    @Test
    void aHigherLimitOrNoneIsNotCovered() {
        assertThat(RIGHTS.covers(RIGHTS.with(limits("5.01", "70")))).isFalse();
        assertThat(RIGHTS.covers(RIGHTS.with(limits("5", "70.000000001")))).isFalse();
        assertThat(RIGHTS.covers(RIGHTS.with(new KeyLimits(Map.of(Window.DAY, Money.ofUsd("5"))))))
                .isFalse();
        assertThat(RIGHTS.covers(RIGHTS.with(KeyLimits.NONE))).isFalse();
    }

    @Test
    void aLaterExpiryOrNoneIsNotCovered() {
        var later = new KeyRights(
                RIGHTS.scopes(), RIGHTS.allowedTiers(), RIGHTS.limits(), NOON.plusNanos(1), OURS, PaceLimits.NONE);
        var never = new KeyRights(RIGHTS.scopes(), RIGHTS.allowedTiers(), RIGHTS.limits(), null, OURS, PaceLimits.NONE);

        assertThat(RIGHTS.covers(later)).isFalse();
        assertThat(RIGHTS.covers(never)).isFalse();
    }

    @Test
    void anotherTeamOrNoneIsNotCovered() {
        var theirs = new Team(new TeamName("theirs"), KeyLimits.NONE);

        assertThat(RIGHTS.covers(inTeam(theirs))).isFalse();
        assertThat(RIGHTS.covers(inTeam(null))).isFalse();
        assertThat(RIGHTS.covers(inTeam(new Team(OURS.name(), limits("1", "1")))))
                .isTrue();
        assertThat(inTeam(null).covers(inTeam(theirs))).isTrue();
    }

    private static KeyRights inTeam(@Nullable Team team) {
        return new KeyRights(RIGHTS.scopes(), RIGHTS.allowedTiers(), RIGHTS.limits(), NOON, team, PaceLimits.NONE);
    }

    @Test
    void aHigherSoftLimitOrNoneIsNotCovered() {
        var paced = RIGHTS.with(new PaceLimits(Map.of(Pace.REQUESTS_PER_MINUTE, 7L)));

        assertThat(RIGHTS.covers(paced)).isTrue();
        assertThat(paced.covers(RIGHTS)).isFalse();
        assertThat(paced.covers(RIGHTS.with(new PaceLimits(Map.of(Pace.REQUESTS_PER_MINUTE, 8L)))))
                .isFalse();
        assertThat(paced.covers(RIGHTS.with(
                        new PaceLimits(Map.of(Pace.REQUESTS_PER_MINUTE, 7L, Pace.CONCURRENT_REQUESTS, 1L)))))
                .isTrue();
    }
}
