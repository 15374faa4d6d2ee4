package ai.tierup.stripe;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of requests to Stripe and the reading of its answers, against a {@link ScriptedStripe}. */
abstract class StripeTestBase {

    ScriptedStripe stripe;
    StripePayments payments;

    @BeforeEach
    void open() throws IOException {
        stripe = new ScriptedStripe();
        payments = stripe.payments();
    }

    @AfterEach
    void close() throws IOException {
        payments.close();
        stripe.close();
    }
}
