package ai.tierup.functions.support.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.reasoning.SealingKeys;
import ai.tierup.domain.tier.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurrentSecretsTest {

    private static final UpstreamSecrets FIRST = secrets("key-1");
    private static final UpstreamSecrets SECOND = secrets("key-2");

    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private UpstreamSecrets stored = FIRST;
    private boolean denied;
    private int reads;

    private final CurrentSecrets<UpstreamSecrets> secrets = new CurrentSecrets<>(
            () -> {
                reads++;
                if (denied) {
                    throw new IllegalStateException("Denied");
                }
                return stored;
            },
            (alarm, subject) -> alarms.add(alarm),
            () -> now);

    private static UpstreamSecrets secrets(String upstreamKey) {
        return new UpstreamSecrets(Map.of(ProviderId.DEFAULT, upstreamKey), new byte[16], SealingKeys.NONE);
    }

    private void advance(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aRotatedSecretIsReadAfterFiveMinutesAndNotBefore() {
        secrets.keepFresh();
        stored = SECOND;
        advance(Duration.ofMinutes(5).minusNanos(1));
        secrets.keepFresh();
        assertThat(secrets.current()).isEqualTo(FIRST);
        assertThat(reads).isEqualTo(1);

        advance(Duration.ofNanos(1));
        secrets.keepFresh();

        assertThat(secrets.current()).isEqualTo(SECOND);
    }

    @Test
    void theLastSecretsRemainUsableForAnHour() {
        secrets.keepFresh();
        denied = true;

        advance(Duration.ofMinutes(59));
        secrets.keepFresh();
        secrets.keepFresh();
        assertThat(secrets.current()).isEqualTo(FIRST);
        assertThat(alarms).containsExactly(Alarm.SECRETS_UNAVAILABLE);

        advance(Duration.ofMinutes(1));
        assertThatThrownBy(secrets::keepFresh).isInstanceOf(SecretsUnavailable.class);
        denied = false;
        secrets.keepFresh();
        assertThat(secrets.current()).isEqualTo(FIRST);
    }

    @Test
    void aRequestInProgressKeepsItsSecrets() {
        secrets.keepFresh();
        denied = true;
        advance(Duration.ofHours(2));

        assertThat(secrets.current()).isEqualTo(FIRST);
    }

    @Test
    void withoutSecretsRequestsFail() {
        denied = true;

        assertThatThrownBy(secrets::keepFresh).isInstanceOf(SecretsUnavailable.class);
        assertThatThrownBy(secrets::current).isInstanceOf(SecretsUnavailable.class);
        assertThat(alarms).containsOnly(Alarm.SECRETS_UNAVAILABLE);
    }

    @Test
    void clearedSecretsAreReadAgain() {
        secrets.keepFresh();
        stored = SECOND;

        secrets.clear();

        assertThat(secrets.current()).isEqualTo(SECOND);
    }
}
