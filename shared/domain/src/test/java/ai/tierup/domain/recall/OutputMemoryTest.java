package ai.tierup.domain.recall;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.id.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class OutputMemoryTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final AccountId ACME = new AccountId("acme");
    private static final AccountId OTHER = new AccountId("other");
    private static final RequestId ANSWER = RequestId.of(NOW, 1);
    private static final byte[] OUTPUT =
            "A berth is a place for a ship.".repeat(20).getBytes(UTF_8);

    private final KeptOutputs store = new InMemoryKeptOutputs();
    private final List<Alarm> alarms = new ArrayList<>();
    private Predicate<AccountId> keeps = account -> true;
    private Instant now = NOW;
    private byte[] secret = "0123456789abcdef".getBytes(UTF_8);
    private final OutputMemory memory = memory(store);

    private OutputMemory memory(KeptOutputs outputs) {
        return new OutputMemory(
                outputs,
                account -> keeps.test(account),
                () -> secret,
                (alarm, detail) -> alarms.add(alarm),
                (InstantSource) () -> now);
    }

    private byte[] stored() {
        return Objects.requireNonNull(store.find(ACME, Set.of(ANSWER), NOW).get(ANSWER));
    }

    private Map<RequestId, byte[]> recalled() {
        return memory.recall(ACME, Set.of(ANSWER));
    }

    @Test
    void anOutputIsRecalledForADay() {
        memory.keep(ACME, ANSWER, OUTPUT);

        now = NOW.plus(Duration.ofHours(24)).minusSeconds(1);
        assertThat(recalled().get(ANSWER)).isEqualTo(OUTPUT);
        now = NOW.plus(Duration.ofHours(24));
        assertThat(recalled()).isEmpty();
    }

    @Test
    void anAccountThatWantsNothingKeptHasNothingKeptOrRecalled() {
        keeps = OTHER::equals;
        memory.keep(ACME, ANSWER, OUTPUT);
        memory.keep(OTHER, ANSWER, OUTPUT);

        assertThat(store.find(ACME, Set.of(ANSWER), NOW)).isEmpty();
        assertThat(memory.recall(OTHER, Set.of(ANSWER))).hasSize(1);
        keeps = account -> false;
        assertThat(memory.recall(OTHER, Set.of(ANSWER))).isEmpty();
        assertThat(alarms).isEmpty();
    }

    @Test
    void nothingIsKeptWhileItIsNotKnownWhetherItMayBe() {
        keeps = account -> {
            throw new IllegalStateException("The directory does not answer");
        };
        memory.keep(ACME, ANSWER, OUTPUT);

        assertThat(store.find(ACME, Set.of(ANSWER), NOW)).isEmpty();
        assertThat(alarms).containsExactly(Alarm.OUTPUT_NOT_KEPT);
    }

    @Test
    void whatIsStoredTellsNothing() {
        memory.keep(ACME, ANSWER, OUTPUT);
        var first = stored();
        memory.keep(ACME, ANSWER, OUTPUT);

        assertThat(new String(first, ISO_8859_1)).doesNotContain("berth");
        assertThat(stored()).isNotEqualTo(first);
        assertThat(first).hasSizeLessThan(OUTPUT.length);
    }

    @Test
    void aSealIsBoundToItsAccountItsAnswerAndTheSecret() {
        memory.keep(ACME, ANSWER, OUTPUT);
        var sealed = stored();
        var second = RequestId.of(NOW, 2);
        store.keep(OTHER, ANSWER, sealed, NOW.plusSeconds(9));
        store.keep(ACME, second, sealed, NOW.plusSeconds(9));

        assertThat(memory.recall(OTHER, Set.of(ANSWER))).isEmpty();
        assertThat(memory.recall(ACME, Set.of(second))).isEmpty();
        secret = "another secret !".getBytes(UTF_8);
        assertThat(recalled()).isEmpty();
        assertThat(alarms).isEmpty();
    }

    @Test
    void aSealThatWasTamperedWithIsNotOpened() {
        memory.keep(ACME, ANSWER, OUTPUT);
        var sealed = stored();

        for (var i = 0; i < sealed.length; i++) {
            var tampered = sealed.clone();
            tampered[i] ^= 1;
            store.keep(ACME, ANSWER, tampered, NOW.plusSeconds(9));
            assertThat(recalled()).as("byte %d", i).isEmpty();
        }
        store.keep(ACME, ANSWER, new byte[3], NOW.plusSeconds(9));
        assertThat(recalled()).isEmpty();
    }

    @Test
    void anOutputThatIsTooLargeIsNotKept() {
        var noise = new byte[300 * 1024];
        new Random(7).nextBytes(noise);
        memory.keep(ACME, ANSWER, noise);
        assertThat(recalled()).isEmpty();

        memory.keep(ACME, ANSWER, new byte[4 << 20]);
        assertThat(recalled().get(ANSWER)).hasSize(4 << 20);
        assertThat(alarms).isEmpty();
    }

    @Test
    void aStoreThatFailsCostsNobodyTheAnswer() {
        memory(new KeptOutputs() {
                    @Override
                    public void keep(AccountId account, RequestId answer, byte[] sealed, Instant expiresAt) {
                        throw new IllegalStateException("down");
                    }

                    @Override
                    public Map<RequestId, byte[]> find(AccountId account, Set<RequestId> answers, Instant at) {
                        throw new AssertionError("Nothing is asked for");
                    }
                })
                .keep(ACME, ANSWER, OUTPUT);

        assertThat(alarms).containsExactly(Alarm.OUTPUT_NOT_KEPT);
        assertThat(memory.recall(ACME, Set.of())).isEmpty();
    }
}
