package ai.tierup.domain.alert;

import static ai.tierup.domain.alert.AlertFixture.ACCOUNT;
import static ai.tierup.domain.alert.AlertFixture.ALL_TOPICS;
import static ai.tierup.domain.alert.AlertFixture.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.Origin;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeAlertsTest {

    private static final Origin SESSION = new Origin(Actor.SESSION, null);

    private final AlertFixture service = new AlertFixture();

    private ChangeAlerts.Outcome.Changed change(boolean byMail, @Nullable URI webhook) {
        return (ChangeAlerts.Outcome.Changed)
                service.changeAlerts.change(SESSION, ACCOUNT, ALL_TOPICS, byMail, webhook);
    }

    @Test
    void settingsAreStoredAndRecorded() {
        var changed = change(true, WEBHOOK);

        assertThat(service.alerts.find(ACCOUNT)).contains(changed.settings());
        assertThat(service.log.newest(ACCOUNT, null, 10))
                .extracting(AuditEvent::action)
                .containsExactly(AuditAction.ALERTS_CHANGED);
    }

    @Test
    void aSecretIsShownWhenTheWebhookIsNew() {
        var first = change(false, WEBHOOK).newSecret().orElseThrow();
        assertThat(first.key()).hasSize(32);
        assertThat(change(true, WEBHOOK).newSecret()).isEmpty();
        assertThat(service.alerts.find(ACCOUNT).orElseThrow().webhook()).isEqualTo(new Webhook(WEBHOOK, first));

        assertThat(change(true, null).newSecret()).isEmpty();
        assertThat(change(true, WEBHOOK).newSecret())
                .hasValueSatisfying(second -> assertThat(second).isNotEqualTo(first));
        assertThat(change(true, URI.create("https://other.example/hook")).newSecret())
                .isPresent();
        assertThat(first.toString()).isEqualTo("whsec_…");
    }

    @Test
    void whatHappenedWhileTheAlertsWereOffIsNotTold() {
        var first = change(true, null).settings();
        service.clock.pass(Duration.ofHours(1));
        assertThat(change(true, WEBHOOK).settings().since()).isEqualTo(first.since());

        change(false, null);
        service.clock.pass(Duration.ofHours(1));
        assertThat(change(true, null).settings().since()).isEqualTo(service.clock.instant());
    }

    @Test
    void anAccountWithoutAnAddressGetsNoMail() {
        var outcome = service.changeAlerts.change(SESSION, new AccountId("nobody"), ALL_TOPICS, true, null);

        assertThat(outcome).isEqualTo(new ChangeAlerts.Outcome.NoAddress());
        assertThat(service.alerts.find(new AccountId("nobody"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com:443/hook?x=1",
                "HTTPS://Hooks.Example.com/a/b",
                "https://xn--bcher-kva.example/"
            })
    void anHttpsAddressOfANameIsAWebhook(String text) {
        assertThat(Webhook.parseAddress(text)).contains(URI.create(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "http://example.com/hook",
                "ftp://example.com/hook",
                "https://example.com:8443/hook",
                "https://user@example.com/hook",
                "https://user:password@example.com/hook",
                "https://example.com/hook#part",
                "https://localhost/hook",
                "https://127.0.0.1/hook",
                "https://2130706433/hook",
                "https://[::1]/hook",
                "https://0x7f.1/hook",
                "https://169.254.169.254/latest",
                "https://example.com./hook",
                "https://bücher.example/hook",
                "https://example.com/a b",
                "https:///hook",
                "https:example.com",
                "https://exam_ple.com/hook",
                "https://example.com/hook\r\nx: y"
            })
    void anythingElseIsNone(String text) {
        assertThat(Webhook.parseAddress(text)).isEmpty();
    }

    @Test
    void anAddressHasAtMostAThousandCharacters() {
        var start = "https://example.com/";

        assertThat(Webhook.parseAddress(start + "a".repeat(1000 - start.length())))
                .isPresent();
        assertThat(Webhook.parseAddress(start + "a".repeat(1001 - start.length())))
                .isEmpty();
    }
}
