package ai.tierup.domain.autotopup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountDeleted;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.alert.Alert;
import ai.tierup.domain.alert.Channel;
import ai.tierup.domain.alert.Deliveries;
import ai.tierup.domain.alert.Delivery;
import ai.tierup.domain.alert.DeliveryId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.SavedMethod;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.payment.TopUpOrders;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of every {@link AutoTopUps}. */
public abstract class AutoTopUpsContract {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final URI PAGE = URI.create("https://tierup.example/top-ups/done");
    private static final AutoTopUpRule RULE = new AutoTopUpRule(Money.ofUsd("5"), Money.ofUsd("25"), 2, PAGE);
    private static final SavedMethod METHOD = new SavedMethod("cus_1", "pm_1");

    private static int drawn;

    private final String prefix = "topped-up-%06d-".formatted(++drawn);
    private final AccountId account = new AccountId(prefix + "b");
    private final TopUpOrder order = TopUpOrder.placed(TopUpId.of(NOON, drawn), account, RULE.amount());

    protected abstract AutoTopUps store();

    protected abstract Accounts accounts();

    protected abstract TopUpOrders orders();

    protected abstract Deliveries deliveries();

    /** Everything that can be stored. */
    protected final AutoTopUp full(AccountId of, long version) {
        var progress = new Progress(
                new RunningCharge(order.id(), METHOD),
                LocalDate.parse("2026-11-25"),
                2,
                1,
                NOON,
                PauseReason.AUTHENTICATION_REQUIRED);
        var discarded = List.of(new SavedMethod("cus_2", "pm_2"), new SavedMethod("cus_3", "pm_3"));
        return new AutoTopUp(of, version, RULE, METHOD, TopUpId.of(NOON, 7), discarded, progress);
    }

    @Test
    void everythingIsReadAsItWasWritten() {
        assertThat(store().find(account)).isEqualTo(AutoTopUp.none(account));

        assertThat(store().replace(full(account, 1))).isTrue();

        assertThat(store().find(account)).isEqualTo(full(account, 1));
    }

    @Test
    void whatIsMissingIsReadAsMissing() {
        var empty = new AutoTopUp(account, 1, null, null, null, List.of(), Progress.NONE);

        assertThat(store().replace(empty)).isTrue();

        assertThat(store().find(account)).isEqualTo(empty);
    }

    @Test
    void aVersionIsWrittenOnlyAfterTheOneBefore() {
        assertThat(store().replace(full(account, 2))).isFalse();
        assertThat(store().replace(full(account, 1))).isTrue();
        assertThat(store().replace(full(account, 1))).isFalse();
        assertThat(store().replace(full(account, 3))).isFalse();
        assertThat(store().replace(full(account, 2))).isTrue();

        assertThat(store().find(account).version()).isEqualTo(2);
    }

    @Test
    void aCustomersChangeIsWrittenAfterTheVersionBefore() {
        assertThat(store().change(full(account, 2))).isFalse();
        assertThat(store().change(full(account, 1))).isTrue();
        assertThat(store().change(full(account, 1))).isFalse();
        assertThat(store().change(full(account, 2))).isTrue();

        assertThat(store().find(account)).isEqualTo(full(account, 2));
    }

    @Test
    void theCustomerOfAClosedAccountChangesNothingButTheServiceGoesOn() {
        assertThat(store().change(full(account, 1))).isTrue();
        accounts().close(account, NOON);

        assertThatThrownBy(() -> store().change(full(account, 2))).isInstanceOf(AccountDeleted.class);

        assertThat(store().find(account).version()).isEqualTo(1);
        assertThat(store().replace(full(account, 2))).isTrue();
    }

    @Test
    void aChargeStartsTogetherWithItsOrder() {
        assertThat(store().start(full(account, 2), order)).isFalse();
        assertThat(orders().find(account, order.id())).isEmpty();

        assertThat(store().start(full(account, 1), order)).isTrue();
        assertThat(orders().find(account, order.id())).contains(order);
    }

    @Test
    void anOrderThatExistsIsNotStartedAgain() {
        orders().add(order);

        assertThat(store().start(full(account, 1), order)).isFalse();
        assertThat(store().find(account)).isEqualTo(AutoTopUp.none(account));
    }

    @Test
    void aPauseIsWrittenTogetherWithItsMessages() {
        var alert = Alert.autoTopUpPaused(NOON, "declined", RULE.amount(), URI.create("https://pay.example/1"));
        var delivery = new Delivery(DeliveryId.of(NOON, ++drawn), account, Channel.MAIL, alert, 0, NOON);

        assertThat(store().tell(full(account, 2), List.of(delivery))).isFalse();
        assertThat(deliveries().due(NOON, 1000)).doesNotContain(delivery);

        assertThat(store().tell(full(account, 1), List.of(delivery))).isTrue();
        assertThat(store().find(account)).isEqualTo(full(account, 1));
        assertThat(deliveries().due(NOON, 1000)).contains(delivery);
    }

    @Test
    void onlyTheVersionThatWasSeenIsRemoved() {
        store().replace(full(account, 1));
        store().replace(full(account, 2));

        store().remove(full(account, 1));
        assertThat(store().find(account)).isEqualTo(full(account, 2));

        store().remove(full(account, 2));
        assertThat(store().find(account)).isEqualTo(AutoTopUp.none(account));
    }

    @Test
    void accountsAreListedInTheOrderOfTheirIds() {
        var first = full(new AccountId(prefix + "a"), 1);
        var second = full(account, 1);
        var third = full(new AccountId(prefix + "c"), 1);
        Stream.of(third, first, second).forEach(store()::replace);

        var before = new AccountId(prefix.substring(0, prefix.length() - 1));
        assertThat(store().list(before, 2)).containsExactly(first, second);
        assertThat(store().list(account, 1)).containsExactly(third);
        assertThat(store().list(null, 1)).hasSize(1);
    }
}
