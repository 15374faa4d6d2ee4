package ai.tierup.operator.service;

import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.functions.support.wiring.BadSetting;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.stripe.StripePayments;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The data folder of a service on this machine. It holds the keys and the {@link ServiceFile}, and, when it has a name, the tables.
 *
 * @param hasName whether the environment names the folder
 */
public record ServiceFolder(Path path, boolean hasName) {

    private static final String VARIABLE = "TIERUP_DATA_DIR";

    /** The folder that the environment names, or else {@code otherwise}. */
    public static ServiceFolder of(Variables variables, Path otherwise) {
        var name = variables.text(VARIABLE);
        return new ServiceFolder(name.map(Path::of).orElse(otherwise).toAbsolutePath(), name.isPresent());
    }

    /**
     * This folder, if the environment fits a service on this machine.
     *
     * @throws BadSetting when it names the secret of a stage on AWS, or has a live key of Stripe beside tables that are not kept
     */
    public ServiceFolder checked(Variables variables) {
        if (variables.text("TIERUP_SECRETS").isPresent()) {
            throw new BadSetting("TIERUP_SECRETS", "unset: it names the secret of a stage on AWS, and this is none");
        }
        var mode = variables.text("TIERUP_STRIPE_KEY").map(StripePayments::modeOf);
        if (!hasName && mode.equals(Optional.of(PaymentMode.LIVE))) {
            throw new BadSetting(VARIABLE, "set beside a live key of Stripe, or what is paid is forgotten at the end");
        }
        return this;
    }
}
