package ai.tierup.domain.alert;

import static ai.tierup.domain.alert.AlertFixture.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.audit.AuditAction;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests what follows from the acts in the audit log, some of which were recorded and not done. */
class AlertsOfActsTest {

    private final AlertFixture service = new AlertFixture();

    @Test
    void aRevokedKeyIsTold() {
        service.record(AuditAction.KEY_REVOKED, "key_before", "192.0.2.7");
        service.wantAll();
        service.record(AuditAction.KEY_REVOKED, "key_after", "192.0.2.7");

        assertThat(service.raised())
                .singleElement()
                .satisfies(alert -> assertThat(alert.details())
                        .isEqualTo(Map.of("key", "key_after", "actor", "session", "network", "192.0.2.0/24")));
        assertThat(service.raised()).isEmpty();
    }

    @Test
    void aRevocationIsToldOnceAndOnlyIfItWasDone() {
        service.wantAll();
        var key = service.limitedKey("1", null);
        service.record(AuditAction.KEY_REVOKED, key.value(), "192.0.2.7");
        service.keys.revoke(ACCOUNT, key, service.clock.instant());
        assertThat(service.raised())
                .as("an attempt before the call that revoked it")
                .isEmpty();

        service.record(AuditAction.KEY_REVOKED, key.value(), "192.0.2.7");
        service.record(AuditAction.KEY_REVOKED, key.value(), "192.0.2.7");
        assertThat(service.raised()).extracting(Alert::type).containsExactly(AlertType.KEY_REVOKED);
    }

    @Test
    void aDeletionThatWasRecordedAndNotDoneRemovesNothing() {
        service.wantAll();
        service.record(AuditAction.ACCOUNT_DELETED, "alerted", "192.0.2.7");

        service.raised();

        assertThat(service.alerts.find(ACCOUNT)).isPresent();
    }

    @Test
    void theAlertsOfADeletedAccountAreRemoved() {
        service.wantAll();
        service.record(AuditAction.ACCOUNT_DELETED, "alerted", "192.0.2.7");
        service.accounts.close(ACCOUNT, service.clock.instant());
        service.record(AuditAction.KEY_REVOKED, "key_1", "192.0.2.7");

        assertThat(service.raised()).isEmpty();
        assertThat(service.alerts.find(ACCOUNT)).isEmpty();
        assertThat(service.alerts.state(ACCOUNT)).isEqualTo(AlertState.unseen(ACCOUNT));
    }
}
