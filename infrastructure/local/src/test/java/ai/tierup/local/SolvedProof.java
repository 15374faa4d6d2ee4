package ai.tierup.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import org.altcha.altcha.Altcha;

/** Solves challenges of the sign-up with ALTCHA's own library. */
final class SolvedProof {

    private SolvedProof() {}

    /** Returns the payload for {@code challenge}, an answer of {@code GET /v1/sign-up/proof}. */
    static String of(JsonNode challenge) throws IOException {
        var payload = RunningService.JSON
                .createObjectNode()
                .put("algorithm", challenge.path("algorithm").asText())
                .put("challenge", challenge.path("challenge").asText())
                .put("number", number(challenge))
                .put("salt", challenge.path("salt").asText())
                .put("signature", challenge.path("signature").asText());
        return Base64.getEncoder().encodeToString(RunningService.JSON.writeValueAsBytes(payload));
    }

    private static long number(JsonNode challenge) {
        try {
            return Altcha.solveChallenge(
                            challenge.path("challenge").asText(),
                            challenge.path("salt").asText(),
                            Altcha.Algorithm.SHA256,
                            challenge.path("maxnumber").asLong(),
                            0)
                    .number;
        } catch (Exception e) {
            throw new AssertionError("No solution", e);
        }
    }
}
