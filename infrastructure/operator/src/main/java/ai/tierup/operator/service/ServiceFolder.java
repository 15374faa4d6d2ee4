package ai.tierup.operator.service;

import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.functions.support.wiring.BadSetting;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.stripe.StripePayments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The data folder of a service on this machine. It contains the keys and the {@link ServiceFile}, and the tables if it is configured.
 *
 * @param isConfigured true if the environment names the folder
 */
public record ServiceFolder(Path path, boolean isConfigured) {

    /** The name of the file with the key by which e-mail addresses are hashed. */
    public static final String ACCESS_KEY = "access.key";

    private static final String VARIABLE = "TIERUP_DATA_DIR";

    /** The folder that the environment names, or else {@code fallback}. */
    public static ServiceFolder of(Variables variables, Path fallback) {
        var name = variables.text(VARIABLE);
        return new ServiceFolder(name.map(Path::of).orElse(fallback).toAbsolutePath(), name.isPresent());
    }

    /**
     * Returns this folder after checking that the environment suits a service on this machine.
     *
     * @throws BadSetting if the environment names the secret of a stage on AWS, or has a live Stripe key while tables are not kept
     */
    public ServiceFolder checked(Variables variables) {
        for (var name : List.of("TIERUP_SECRETS", "TIERUP_PAYMENT_SECRETS", "TIERUP_ACCESS_SECRETS")) {
            if (variables.text(name).isPresent()) {
                throw new BadSetting(
                        name, "unset, because it names a secret of a stage on AWS and this service runs locally");
            }
        }
        var mode = variables.text("TIERUP_STRIPE_KEY").map(StripePayments::modeOf);
        if (!isConfigured && mode.equals(Optional.of(PaymentMode.LIVE))) {
            throw new BadSetting(
                    VARIABLE, "set when a live Stripe key is used, or payments are lost when the service stops");
        }
        return this;
    }
}
