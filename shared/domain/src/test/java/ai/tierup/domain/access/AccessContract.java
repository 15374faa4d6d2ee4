package ai.tierup.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.EmailAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Contract of {@link Challenges}, {@link DayQuotas} and {@link Sessions}. */
public abstract class AccessContract {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final EmailAddress ADDRESS =
            EmailAddress.parse("Ada@bücher.example").orElseThrow();
    private static int drawn;

    private final ChallengeId id = ChallengeId.draw(new Random(++drawn));
    private final Challenge challenge = new Challenge(id, ADDRESS, "ab".repeat(32), NOW.plusSeconds(900));
    private final AccountId account = new AccountId("signed-in-" + ++drawn);
    private final LocalDate day = LocalDate.EPOCH.plusDays(20_000 + ++drawn);

    protected abstract Challenges challenges();

    protected abstract DayQuotas quotas();

    protected abstract Sessions sessions();

    @Test
    void aChallengeIsFoundForFiveTries() {
        challenges().add(challenge);

        for (var i = 0; i < Challenge.MAX_TRIES; i++) {
            assertThat(challenges().countTry(id, NOW)).contains(challenge);
        }
        assertThat(challenges().countTry(id, NOW)).isEmpty();
    }

    @Test
    void anUnknownOrExpiredChallengeIsNotFound() {
        challenges().add(challenge);

        assertThat(challenges().countTry(ChallengeId.draw(new Random(++drawn)), NOW))
                .isEmpty();
        assertThat(challenges().countTry(id, NOW.plusSeconds(899))).isPresent();
        assertThat(challenges().countTry(id, NOW.plusSeconds(900))).isEmpty();
    }

    @Test
    void aChallengeIsUsedOnce() {
        challenges().add(challenge);

        assertThat(challenges().use(id)).isTrue();
        assertThat(challenges().use(id)).isFalse();
        assertThat(challenges().countTry(id, NOW)).isEmpty();
    }

    @Test
    void triesAtTheSameTimeAreAllCounted() throws Exception {
        challenges().add(challenge);

        assertThat(trueOf(20, () -> challenges().countTry(id, NOW).isPresent())).isEqualTo(Challenge.MAX_TRIES);
    }

    @Test
    void aQuotaIsTakenUpToItsMaximumAndStartsAgainTheNextDay() throws Exception {
        assertThat(trueOf(20, () -> quotas().take("codes", day, 7))).isEqualTo(7);
        assertThat(quotas().take("codes", day, 7)).isFalse();
        assertThat(quotas().take("codes", day, 8)).isTrue();
        assertThat(quotas().take("tries", day, 1)).isTrue();
        assertThat(quotas().take("codes", day.plusDays(1000), 1)).isTrue();
    }

    private static long trueOf(int calls, Callable<Boolean> call) throws Exception {
        var tasks = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < calls; i++) {
            tasks.add(call);
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var count = 0L;
            for (var result : threads.invokeAll(tasks)) {
                count += result.get() ? 1 : 0;
            }
            return count;
        }
    }

    @Test
    void aSessionIsFoundUntilAllSessionsOfItsAccountEnd() {
        var session = new Session(account, NOW);
        var later = new Session(account, NOW.plusSeconds(2));
        var other = new Session(new AccountId("other-" + account), NOW);
        sessions().add("a" + drawn, session);
        sessions().add("b" + drawn, later);
        sessions().add("c" + drawn, other);
        assertThat(sessions().find("a" + drawn)).contains(session);
        assertThat(sessions().find("unknown" + drawn)).isEmpty();

        sessions().endAll(account, NOW.plusSeconds(1));

        assertThat(sessions().find("a" + drawn)).isEmpty();
        assertThat(sessions().find("b" + drawn)).contains(later);
        assertThat(sessions().find("c" + drawn)).contains(other);
    }

    @Test
    void aLateEndOfAllSessionsBringsNoneBack() {
        var session = new Session(account, NOW);
        sessions().add("f" + drawn, session);

        sessions().endAll(account, NOW.plusSeconds(1));
        sessions().endAll(account, NOW.minusSeconds(1));

        assertThat(sessions().find("f" + drawn)).isEmpty();
    }

    @Test
    void noSessionOfADeletedAccountBegins() {
        sessions().add("g" + drawn, new Session(account, NOW));

        sessions().endForGood(account, NOW);
        sessions().endAll(account, NOW.plusSeconds(5));
        sessions().add("h" + drawn, new Session(account, NOW.plusSeconds(9)));

        assertThat(sessions().find("g" + drawn)).isEmpty();
        assertThat(sessions().find("h" + drawn)).isEmpty();
    }

    @Test
    void oneSessionEndsAndTheOthersOfItsAccountGoOn() {
        var session = new Session(account, NOW);
        sessions().add("d" + drawn, session);
        sessions().add("e" + drawn, session);

        sessions().end("d" + drawn);
        sessions().end("d" + drawn);

        assertThat(sessions().find("d" + drawn)).isEmpty();
        assertThat(sessions().find("e" + drawn)).contains(session);
    }
}
