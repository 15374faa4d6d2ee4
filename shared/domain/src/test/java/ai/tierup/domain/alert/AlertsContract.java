package ai.tierup.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountDeleted;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.audit.AuditEventId;
import ai.tierup.domain.audit.Network;
import ai.tierup.domain.money.Money;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of every {@link Alerts} with its {@link Deliveries}. */
public abstract class AlertsContract {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    /** Higher than the number of all deliveries that the tests of a shared store leave behind. */
    private static final int ALL = 1000;

    private static int drawn;

    private final String prefix = "alerted-%06d-".formatted(++drawn);
    private final AccountId account = new AccountId(prefix + "b");

    protected abstract Alerts alerts();

    protected abstract Accounts accounts();

    protected abstract Deliveries deliveries();

    private static AlertSettings settings(AccountId of) {
        return new AlertSettings(
                of,
                new AlertTopics(Money.ofUsd("5"), true, false, true),
                true,
                new Webhook(URI.create("https://example.com/hook?a=b"), WebhookSecret.draw(new Random(1))),
                NOON);
    }

    private AlertState fullState(long version) {
        var key = SpenderId.of(new KeyId("key_1"));
        var team = SpenderId.of(new TeamName("research"));
        return new AlertState(
                account,
                version,
                true,
                AuditEventId.of(NOON, 7),
                Map.of(
                        Network.of("192.0.2.7").orElseThrow(),
                        NOON,
                        Network.of("2001:db8::1").orElseThrow(),
                        NOON),
                Set.of(
                        new ReachedBudget(key, Window.DAY, LocalDate.parse("2026-11-25"), 80),
                        new ReachedBudget(team, Window.MONTH, LocalDate.parse("2026-11-01"), 100)));
    }

    private Delivery delivery(Channel channel, Instant dueAt) {
        var alert = Alert.lowBalance(NOON, Money.ofUsd("4.99"), Money.ofUsd("5"));
        return new Delivery(DeliveryId.of(NOON, ++drawn), account, channel, alert, 0, dueAt);
    }

    @Test
    void theSettingsOfAClosedAccountStayAsTheyAre() {
        alerts().save(settings(account));
        accounts().close(account, NOON);

        assertThatThrownBy(() -> alerts().save(settings(account))).isInstanceOf(AccountDeleted.class);
        alerts().remove(account);
        assertThatThrownBy(() -> alerts().save(settings(account))).isInstanceOf(AccountDeleted.class);

        assertThat(alerts().find(account)).isEmpty();
    }

    private List<Delivery> due(Instant now) {
        return deliveries().due(now, ALL).stream()
                .filter(delivery -> delivery.account().equals(account))
                .toList();
    }

    @Test
    void settingsAreReadAsTheyWereSaved() {
        assertThat(alerts().find(account)).isEmpty();

        alerts().save(settings(account));
        assertThat(alerts().find(account)).contains(settings(account));

        var few = new AlertSettings(account, AlertTopics.NONE, false, null, NOON.plusMillis(1));
        alerts().save(few);
        assertThat(alerts().find(account)).contains(few);
    }

    @Test
    void settingsAreListedByAccount() {
        for (var name : List.of("c", "a", "b")) {
            alerts().save(settings(new AccountId(prefix + name)));
        }

        var first = new AccountId(prefix + "a");
        assertThat(alerts().list(null, ALL)).contains(settings(first), settings(account));
        assertThat(alerts().list(first, 2)).containsExactly(settings(account), settings(new AccountId(prefix + "c")));
        assertThat(alerts().list(first, 1)).containsExactly(settings(account));
    }

    @Test
    void aStateIsReadAsItWasWritten() {
        alerts().save(settings(account));
        assertThat(alerts().state(account)).isEqualTo(AlertState.unseen(account));

        assertThat(alerts().advance(fullState(1), List.of())).isTrue();
        assertThat(alerts().state(account)).isEqualTo(fullState(1));

        var empty = new AlertState(account, 2, false, null, Map.of(), Set.of());
        assertThat(alerts().advance(empty, List.of())).isTrue();
        assertThat(alerts().state(account)).isEqualTo(empty);
    }

    @Test
    void aStateIsWrittenOnceWithItsDeliveries() {
        alerts().save(settings(account));
        var first = delivery(Channel.MAIL, NOON);
        var second = delivery(Channel.WEBHOOK, NOON);

        assertThat(alerts().advance(fullState(1), List.of(first))).isTrue();
        assertThat(alerts().advance(fullState(1), List.of(second))).isFalse();
        assertThat(alerts().advance(fullState(3), List.of(second))).isFalse();

        assertThat(due(NOON)).containsExactly(first);
    }

    @Test
    void nothingIsWrittenForAnAccountThatWasRemoved() {
        alerts().save(settings(account));
        alerts().advance(fullState(1), List.of());

        alerts().remove(account);

        assertThat(alerts().find(account)).isEmpty();
        assertThat(alerts().state(account)).isEqualTo(AlertState.unseen(account));
        assertThat(alerts().advance(fullState(1), List.of(delivery(Channel.MAIL, NOON))))
                .isFalse();
        assertThat(alerts().advance(fullState(2), List.of(delivery(Channel.MAIL, NOON))))
                .isFalse();
        assertThat(alerts().state(account)).isEqualTo(AlertState.unseen(account));
        assertThat(due(NOON)).isEmpty();
    }

    @Test
    void deliveriesAreDueInTheOrderOfTheirTimes() {
        alerts().save(settings(account));
        var late = delivery(Channel.MAIL, NOON.plusSeconds(2));
        var soon = delivery(Channel.WEBHOOK, NOON.plusSeconds(1));
        var now = delivery(Channel.MAIL, NOON);
        alerts().advance(fullState(1), List.of(late, soon, now));

        assertThat(due(NOON)).containsExactly(now);
        assertThat(due(NOON.plusSeconds(2))).containsExactly(now, soon, late);
        assertThat(deliveries().due(NOON.plusSeconds(2), 1)).hasSize(1);
    }

    @Test
    void aDeliveryIsReplacedOnceAndRemovedAsItIs() {
        alerts().save(settings(account));
        var first = delivery(Channel.WEBHOOK, NOON);
        alerts().advance(fullState(1), List.of(first));
        var second = first.attempted(NOON);

        assertThat(deliveries().replace(first, second)).isTrue();
        assertThat(deliveries().replace(first, second)).isFalse();
        deliveries().remove(first);

        assertThat(due(second.dueAt())).containsExactly(second);
        deliveries().remove(second);
        assertThat(due(second.dueAt())).isEmpty();
    }
}
