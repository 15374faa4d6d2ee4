package ai.tierup.operator;

import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import ai.tierup.functions.support.wiring.Settings;
import io.micronaut.context.BeanContext;
import io.micronaut.core.type.GenericArgument;
import java.util.Optional;

/** Checks that a command can reach the payments of a stage. */
final class PaymentSetUp {

    private PaymentSetUp() {}

    /** Returns what is missing, and what to do about it; empty if nothing is. */
    static Optional<String> problem(BeanContext service) {
        if (service.getBean(Settings.class).stage().equals(Settings.NO_STAGE)) {
            return Optional.of(
                    "No stage is named, and payments belong to one. Set TIERUP_STAGE, as scripts/tables does.");
        }
        var secrets = service.getBean(new GenericArgument<CurrentSecrets<PaymentSecrets>>() {});
        return secrets.fresh().paymentKey().isEmpty()
                ? Optional.of(
                        "No Stripe key is set. Set TIERUP_STRIPE_KEY, or set TIERUP_PAYMENT_SECRETS to the name of the"
                                + " stage's secret.")
                : Optional.empty();
    }
}
