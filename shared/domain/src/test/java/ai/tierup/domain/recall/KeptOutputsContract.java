package ai.tierup.domain.recall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Contract of {@link KeptOutputs}. */
public abstract class KeptOutputsContract {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofHours(24));
    private static final RequestId FIRST = RequestId.of(NOW, 1);
    private static final RequestId SECOND = RequestId.of(NOW, 2);

    private static int accounts;

    private final AccountId account = new AccountId("outputs-" + ++accounts);

    protected abstract KeptOutputs outputs();

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void keptOutputsAreFound() {
        outputs().keep(account, FIRST, bytes("one"), TOMORROW);
        outputs().keep(account, SECOND, bytes("two"), TOMORROW);
        outputs().keep(account, SECOND, bytes("two"), TOMORROW);

        var found = outputs().find(account, Set.of(FIRST, SECOND, RequestId.of(NOW, 3)), NOW);
        assertThat(found).containsOnlyKeys(FIRST, SECOND);
        assertThat(found.get(FIRST)).isEqualTo(bytes("one"));
        assertThat(found.get(SECOND)).isEqualTo(bytes("two"));
    }

    @Test
    void anotherAccountFindsNothing() {
        outputs().keep(account, FIRST, bytes("one"), TOMORROW);

        assertThat(outputs().find(new AccountId("stranger"), Set.of(FIRST), NOW))
                .isEmpty();
    }

    @Test
    void anExpiredOutputIsNotFound() {
        outputs().keep(account, FIRST, bytes("one"), TOMORROW);

        assertThat(outputs().find(account, Set.of(FIRST), TOMORROW.minusSeconds(1)))
                .hasSize(1);
        assertThat(outputs().find(account, Set.of(FIRST), TOMORROW)).isEmpty();
    }

    @Test
    void allOutputsOfALongConversationAreFound() {
        var answers = new HashSet<RequestId>();
        for (var i = 0; i < 230; i++) {
            answers.add(RequestId.of(NOW, i));
            outputs().keep(account, RequestId.of(NOW, i), bytes("output " + i), TOMORROW);
        }

        assertThat(outputs().find(account, answers, NOW)).containsOnlyKeys(answers);
    }
}
