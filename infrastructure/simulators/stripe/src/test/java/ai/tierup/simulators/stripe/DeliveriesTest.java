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

    private Simulated simulated;

    @BeforeEach
    void start() throws Exception {
        simulated = new Simulated();
    }

    @AfterEach
    void end() {
        simulated.close();
    }

    private void pay() throws Exception {
        simulated.stripe.pay(simulated.open(2500, "one").getId());
    }

    private long undelivered() {
        return simulated.stripe.events().stream()
                .filter(event -> event.path("pending_webhooks").asInt() > 0)
                .count();
    }

    @Test
    void stripesOwnLibraryBelievesWhatIsSent() throws Exception {
        pay();

        assertThat(simulated.heard()).containsExactly(COMPLETED);
        assertThat(undelivered()).isZero();
    }

    @Test
    void everyEventComesAsOftenAsAskedFor() throws Exception {
        simulated.stripe.copies(7);
        pay();

        assertThat(simulated.heard()).isEqualTo(Collections.nCopies(7, COMPLETED));
    }

    @Test
    void whatIsRefusedTwiceIsTriedAThirdTime() throws Exception {
        simulated.webhook.refuse(2);
        pay();

        assertThat(simulated.heard()).containsExactly(COMPLETED);
        assertThat(undelivered()).isZero();
    }

    @Test
    void whatIsRefusedThreeTimesIsGivenUpUntilItIsSentAgain() throws Exception {
        simulated.webhook.refuse(3);
        pay();

        assertThat(simulated.heard()).isEmpty();
        assertThat(undelivered()).isEqualTo(1);

        simulated.stripe.resend("last");
        assertThat(simulated.heard()).containsExactly(COMPLETED);
        assertThat(undelivered()).isZero();
    }

    @Test
    void whatIsHeldComesInTheOrderInWhichItIsReleased() throws Exception {
        simulated.stripe.hold();
        pay();
        simulated.stripe.dispute("last", OptionalLong.empty());
        assertThat(simulated.heard()).isEmpty();

        assertThat(simulated.stripe.release(Release.NEWEST_FIRST)).isEqualTo(3);
        assertThat(simulated.heard())
                .isEqualTo(List.of("charge.dispute.funds_withdrawn", "charge.dispute.created", COMPLETED));
    }

    @Test
    void whatIsLostNeverComes() throws Exception {
        simulated.stripe.lose(true);
        pay();

        assertThat(simulated.heard()).isEmpty();
        assertThat(undelivered()).isEqualTo(1);
    }

    @Test
    void aSessionExpiresByItselfAfterADay() throws Exception {
        var clock = new Simulated.SteppedClock();
        try (var dayLong = new Simulated(clock)) {
            dayLong.open(2500, "one");
            clock.pass(Duration.ofHours(24));

            assertThat(dayLong.stripe.pay("last").isDone()).isFalse();
            assertThat(dayLong.stripe.sessions().getFirst().path("status").asText())
                    .isEqualTo("expired");
            assertThat(dayLong.stripe.events().getFirst().path("type").asText()).isEqualTo("checkout.session.expired");
        }
    }
}
