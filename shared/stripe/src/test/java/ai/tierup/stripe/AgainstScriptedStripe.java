package ai.tierup.stripe;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of what Stripe is asked, and of what its answers are taken for. */
abstract class AgainstScriptedStripe {

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
