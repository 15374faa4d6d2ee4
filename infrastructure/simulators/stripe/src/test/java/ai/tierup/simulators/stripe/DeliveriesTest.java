package ai.tierup.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final String COMPLETED = "checkout.session.completed";

    private StripeFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new StripeFixture();
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private void pay() throws Exception {
        fixture.stripe.pay(fixture.open(2500, "one").getId());
    }

    private long undelivered() {
        return fixture.stripe.events().stream()
                .filter(event -> event.path("pending_webhooks").asInt() > 0)
                .count();
    }

    @Test
    void stripesLibraryAcceptsTheSignature() throws Exception {
        pay();

        assertThat(fixture.deliveredTypes()).containsExactly(COMPLETED);
        assertThat(undelivered()).isZero();
    }

    @Test
    void everyEventIsSentInTheConfiguredNumberOfCopies() throws Exception {
        fixture.stripe.copies(7);
        pay();

        assertThat(fixture.deliveredTypes()).isEqualTo(Collections.nCopies(7, COMPLETED));
    }

    @Test
    void anEventThatIsRefusedTwiceIsSentAThirdTime() throws Exception {
        fixture.webhook.refuse(2);
        pay();

        assertThat(fixture.deliveredTypes()).containsExactly(COMPLETED);
        assertThat(undelivered()).isZero();
    }

    @Test
    void anEventThatIsRefusedThreeTimesIsGivenUpUntilItIsResent() throws Exception {
        fixture.webhook.refuse(3);
        pay();

        assertThat(fixture.deliveredTypes()).isEmpty();
        assertThat(undelivered()).isEqualTo(1);

        fixture.stripe.resend("last");
        assertThat(fixture.deliveredTypes()).containsExactly(COMPLETED);
        assertThat(undelivered()).isZero();
    }

    @Test
    void heldEventsAreSentInTheReleaseOrder() throws Exception {
        fixture.stripe.hold();
        pay();
        fixture.stripe.dispute("last", OptionalLong.empty());
        assertThat(fixture.deliveredTypes()).isEmpty();

        assertThat(fixture.stripe.release(ReleaseOrder.NEWEST_FIRST)).isEqualTo(3);
        assertThat(fixture.deliveredTypes())
                .isEqualTo(List.of("charge.dispute.funds_withdrawn", "charge.dispute.created", COMPLETED));
    }

    @Test
    void lostEventsAreNeverSent() throws Exception {
        fixture.stripe.lose(true);
        pay();

        assertThat(fixture.deliveredTypes()).isEmpty();
        assertThat(undelivered()).isEqualTo(1);
    }

    @Test
    void aSessionExpiresAfterADay() throws Exception {
        var clock = new StripeFixture.SteppedClock();
        try (var dayLong = new StripeFixture(clock)) {
            dayLong.open(2500, "one");
            clock.advance(Duration.ofHours(24));

            assertThat(dayLong.stripe.pay("last").isDone()).isFalse();
            assertThat(dayLong.stripe.sessions().getFirst().path("status").asText())
                    .isEqualTo("expired");
            assertThat(dayLong.stripe.events().getFirst().path("type").asText()).isEqualTo("checkout.session.expired");
        }
    }
}
