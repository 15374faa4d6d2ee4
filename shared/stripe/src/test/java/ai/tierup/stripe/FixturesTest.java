package ai.tierup.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.Stripe;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.net.ApiResource;
import com.stripe.net.Webhook;
import org.junit.jupiter.api.Test;

/** Checks that Stripe's own library reads our fixtures like Stripe's answers. */
class FixturesTest {

    @Test
    void sessionsHaveStripesShape() {
        var session = ApiResource.GSON.fromJson(Fixtures.session().toString(), Session.class);
        assertThat(session.getId()).isEqualTo(Fixtures.SESSION);
        assertThat(session.getObject()).isEqualTo("checkout.session");
        assertThat(session.getMode()).isEqualTo("payment");
        assertThat(session.getStatus()).isEqualTo("complete");
        assertThat(session.getPaymentStatus()).isEqualTo("paid");
        assertThat(session.getAmountTotal()).isEqualTo(2500);
        assertThat(session.getCurrency()).isEqualTo("usd");
        assertThat(session.getLivemode()).isFalse();
        assertThat(session.getMetadata()).containsEntry("tierup_top_up", Fixtures.TOP_UP);
        assertThat(session.getPaymentIntent()).isEqualTo(Fixtures.PAYMENT);
        assertThat(session.getPaymentIntentObject().getStatus()).isEqualTo("succeeded");
        assertThat(ApiResource.GSON
                        .fromJson(Fixtures.openedSession().toString(), Session.class)
                        .getUrl())
                .startsWith("https://checkout.stripe.com/");
    }

    @Test
    void refundsHaveStripesShape() {
        var refund = ApiResource.GSON.fromJson(Fixtures.refund().toString(), Refund.class);
        assertThat(refund.getId()).isEqualTo("re_3Back");
        assertThat(refund.getAmount()).isEqualTo(1000);
        assertThat(refund.getCurrency()).isEqualTo("usd");
        assertThat(refund.getPaymentIntent()).isEqualTo(Fixtures.PAYMENT);
        assertThat(refund.getStatus()).isEqualTo("succeeded");
    }

    @Test
    void disputesHaveStripesShape() {
        var dispute = ApiResource.GSON.fromJson(Fixtures.dispute().toString(), Dispute.class);
        assertThat(dispute.getId()).isEqualTo("dp_1Open");
        assertThat(dispute.getStatus()).isEqualTo("needs_response");
        assertThat(dispute.getAmount()).isEqualTo(2500);
        assertThat(dispute.getPaymentIntent()).isEqualTo(Fixtures.PAYMENT);
        var out = dispute.getBalanceTransactions().getFirst();
        assertThat(out.getAmount()).isEqualTo(-2500);
        assertThat(out.getFee()).isEqualTo(1500);
        assertThat(out.getNet()).isEqualTo(-4000);
    }

    @Test
    void eventsHaveStripesShape() {
        var event = Webhook.constructEventWithoutVerification(
                Fixtures.event("checkout.session.completed", Fixtures.session()).toString());
        assertThat(event.getType()).isEqualTo("checkout.session.completed");
        assertThat(event.getLivemode()).isFalse();
        assertThat(event.getDataObjectDeserializer().getObject())
                .hasValueSatisfying(
                        subject -> assertThat(((Session) subject).getId()).isEqualTo(Fixtures.SESSION));
    }

    @Test
    void thePinnedApiVersionIsThatOfStripesLibrary() {
        assertThat(StripeApi.VERSION).isEqualTo(Stripe.API_VERSION);
    }
}
