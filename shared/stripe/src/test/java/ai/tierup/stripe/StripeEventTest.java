package ai.tierup.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.domain.payment.SessionId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeEventTest {

    private static final Notice IRRELEVANT = new Notice.Irrelevant();
    private static final Notice PAYMENT = new Notice.PaymentChanged(new PaymentId(Fixtures.PAYMENT));

    private static StripeEvent read(Object body) {
        return StripeEvent.read(body.toString().getBytes(UTF_8));
    }

    private static StripeEvent testEvent(Notice notice) {
        return new StripeEvent.Read(PaymentMode.TEST, notice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkout.session.completed",
                "checkout.session.async_payment_succeeded",
                "checkout.session.async_payment_failed",
                "checkout.session.expired"
            })
    void anEventOfASessionNamesTheSession(String type) {
        assertThat(read(Fixtures.event(type, Fixtures.session())))
                .isEqualTo(testEvent(new Notice.SessionChanged(new SessionId(Fixtures.SESSION))));
    }

    @Test
    void anEventOfAReversalNamesThePayment() {
        assertThat(read(Fixtures.event("charge.refunded", Fixtures.charge()))).isEqualTo(testEvent(PAYMENT));
        for (var type : new String[] {"charge.refund.updated", "refund.created", "refund.updated", "refund.failed"}) {
            assertThat(read(Fixtures.event(type, Fixtures.refund()))).isEqualTo(testEvent(PAYMENT));
        }
        for (var type :
                new String[] {"created", "updated", "closed", "funds_withdrawn", "funds_reinstated", "to_come"}) {
            assertThat(read(Fixtures.event("charge.dispute." + type, Fixtures.dispute())))
                    .isEqualTo(testEvent(PAYMENT));
        }
    }

    @Test
    void aPaymentMayBeExpanded() {
        var refund = Fixtures.refund();
        refund.putObject("payment_intent").put("id", Fixtures.PAYMENT).put("object", "payment_intent");
        assertThat(read(Fixtures.event("refund.created", refund))).isEqualTo(testEvent(PAYMENT));
    }

    @Test
    void aReversalWithoutAPaymentIsIrrelevant() {
        var refund = Fixtures.refund().putNull("payment_intent");
        assertThat(read(Fixtures.event("refund.created", refund))).isEqualTo(testEvent(IRRELEVANT));
        refund.remove("payment_intent");
        assertThat(read(Fixtures.event("refund.created", refund))).isEqualTo(testEvent(IRRELEVANT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payment_intent.succeeded",
                "charge.succeeded",
                "charge.disputed",
                "checkout.session",
                "checkout.session.completed.again",
                "refund",
                "radar.early_fraud_warning.created",
                "a.type.to_come"
            })
    void anEventOfAnyOtherTypeIsIrrelevant(String type) {
        assertThat(read(Fixtures.event(type, Fixtures.charge()))).isEqualTo(testEvent(IRRELEVANT));
    }

    @Test
    void aThinEventIsIrrelevant() {
        var thin = Fixtures.read("""
                {"id": "evt_test_65", "object": "v2.core.event", "type": "checkout.session.completed",
                 "livemode": false, "created": "2026-11-25T06:00:00.000Z",
                 "related_object": {"id": "cs_test_1", "type": "checkout.session", "url": "/v1/checkout/sessions/cs_test_1"}}""");
        assertThat(read(thin)).isEqualTo(testEvent(IRRELEVANT));
    }

    @ParameterizedTest
    @CsvSource({"true, LIVE", "false, TEST"})
    void theLivemodeFieldDeterminesTheMode(boolean live, PaymentMode mode) {
        var event = Fixtures.event("charge.refunded", Fixtures.charge()).put("livemode", live);
        assertThat(read(event)).isEqualTo(new StripeEvent.Read(mode, PAYMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"event\"",
                "{}",
                "{\"type\": \"a.b\"}",
                "{\"object\": \"event\", \"type\": \"a.b\", \"livemode\": false",
                "{\"object\": \"event\", \"type\": \"a.b\", \"livemode\": false} {}",
                "{\"object\": \"event\", \"type\": \"a.b\", \"livemode\": false} x",
                "{\"object\": \"event\", \"type\": \"a.b\", \"type\": \"c.d\", \"livemode\": false}",
                "{\"object\": \"event\", \"type\": \"a.b\", \"livemode\": false, \"n\": NaN}",
                "type=checkout.session.completed"
            })
    void aBodyThatIsNotAnEventIsUnreadable(String body) {
        assertThat(read(body)).isEqualTo(new StripeEvent.Unreadable());
    }

    @ParameterizedTest
    @CsvSource({"63, true", "64, false", "100000, false"})
    void anEventHasAMaximumDepth(int arrays, boolean isRead) {
        var deep = "[".repeat(arrays) + "]".repeat(arrays);
        var body = "{\"object\": \"event\", \"type\": \"a.b\", \"livemode\": false, \"deep\": " + deep + "}";
        assertThat(read(body)).isEqualTo(isRead ? testEvent(IRRELEVANT) : new StripeEvent.Unreadable());
    }

    @Test
    void invalidUtf8IsUnreadable() {
        var event = Fixtures.event("charge.refunded", Fixtures.charge())
                .put("note", "~")
                .toString();
        var bytes = event.getBytes(UTF_8);
        bytes[event.indexOf('~')] = (byte) 0xff;
        assertThat(StripeEvent.read(bytes)).isEqualTo(new StripeEvent.Unreadable());
    }

    @ParameterizedTest
    @MethodSource
    void anEventWithAMissingOrInvalidFieldIsUnreadable(ObjectNode event) {
        assertThat(read(event)).isEqualTo(new StripeEvent.Unreadable());
    }

    static Stream<ObjectNode> anEventWithAMissingOrInvalidFieldIsUnreadable() {
        var completed = "checkout.session.completed";
        var withoutData = Fixtures.event(completed, Fixtures.session());
        withoutData.putNull("data");
        var idForObject = Fixtures.event(completed, Fixtures.session());
        idForObject.withObject("/data").put("object", Fixtures.SESSION);
        return Stream.of(
                withoutData,
                idForObject,
                Fixtures.event(completed, Fixtures.session()).putNull("type"),
                Fixtures.event(completed, Fixtures.session()).put("type", 7),
                Fixtures.event(completed, Fixtures.session()).putNull("livemode"),
                Fixtures.event(completed, Fixtures.session()).put("livemode", "false"),
                Fixtures.event(completed, Fixtures.session()).put("object", "charge"),
                Fixtures.event(completed, Fixtures.charge()),
                Fixtures.event(completed, Fixtures.session().put("id", "cs/../x")),
                Fixtures.event(completed, Fixtures.session().putNull("id")),
                Fixtures.event("refund.created", Fixtures.refund().put("payment_intent", "pi 3")),
                Fixtures.event("refund.created", Fixtures.refund().put("payment_intent", 3)));
    }
}
