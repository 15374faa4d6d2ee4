package ai.tierup.functions.support.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.access.AccessKey;
import ai.tierup.domain.access.AccessQuotas;
import ai.tierup.domain.access.InMemoryDayQuotas;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.altcha.altcha.Altcha;
import org.altcha.altcha.Altcha.Algorithm;
import org.altcha.altcha.Altcha.Challenge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofOfWorkTest {

    private static final Instant EVENING = Instant.parse("2026-11-24T23:55:00Z");
    private static final int MAX_NUMBER = 2_000;

    private final AtomicReference<Instant> now = new AtomicReference<>(EVENING);
    private final AccessQuotas quotas = new AccessQuotas(new InMemoryDayQuotas(), 10);
    private final ProofOfWork proofs = proofs((byte) 1);

    private ProofOfWork proofs(byte keyByte) {
        var key = new byte[32];
        key[0] = keyByte;
        return new ProofOfWork(
                quotas::takeProof, () -> new AccessKey(key).proofSecret(), now::get, new Random(1), MAX_NUMBER);
    }

    private static String solve(Challenge challenge) throws Exception {
        var solution =
                Altcha.solveChallenge(challenge.challenge, challenge.salt, Algorithm.SHA256, challenge.maxnumber, 0);
        return payload(challenge, solution.number, challenge.salt);
    }

    private static String payload(Challenge challenge, long number, String salt) {
        var json =
                "{\"algorithm\":\"%s\",\"challenge\":\"%s\",\"number\":%d,\"salt\":\"%s\",\"signature\":\"%s\",\"took\":7}"
                        .formatted(challenge.algorithm, challenge.challenge, number, salt, challenge.signature);
        return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
    }

    @Test
    void aSolutionIsAcceptedOnceEvenAfterMidnight() throws Exception {
        var proof = solve(proofs.challenge());

        assertThat(proofs.accepts(proof)).isTrue();
        assertThat(proofs.accepts(proof)).isFalse();
        now.set(Instant.parse("2026-11-25T00:01:00Z"));
        assertThat(proofs.accepts(proof)).isFalse();
    }

    @Test
    void aSolutionExpires() throws Exception {
        var proof = solve(proofs.challenge());

        now.set(EVENING.plus(Duration.ofMinutes(10)));

        assertThat(proofs.accepts(proof)).isFalse();
    }

    @Test
    void aWrongSolutionAndAForeignChallengeAreRefused() throws Exception {
        var challenge = proofs.challenge();
        var number = Altcha.solveChallenge(challenge.challenge, challenge.salt, Algorithm.SHA256, MAX_NUMBER, 0).number;

        assertThat(proofs.accepts(payload(challenge, number + 1, challenge.salt)))
                .isFalse();
        assertThat(proofs.accepts(payload(challenge, number, challenge.salt.replace("expires=1", "expires=2"))))
                .isFalse();
        assertThat(proofs.accepts(solve(proofs((byte) 2).challenge()))).isFalse();
        assertThat(proofs.accepts(payload(challenge, number, challenge.salt))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "e30=", "W10=", "bnVsbA==", "eyJhbGdvcml0aG0iOiJNRDUifQ=="})
    void whatIsNoProofIsRefused(String proof) {
        assertThat(proofs.accepts(proof)).isFalse();
        assertThat(proofs.accepts("A".repeat(100_000))).isFalse();
    }

    @Test
    void challengesDiffer() {
        assertThat(proofs.challenge().salt).isNotEqualTo(proofs.challenge().salt);
    }
}
