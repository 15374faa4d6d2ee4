package ai.tierup.functions.support.wiring;

import java.util.Optional;

/**
 * The settings of signing up and in.
 *
 * @param mailFrom sender that SES has verified; empty if no mail can be sent
 * @param maxCodesPerNetwork the most codes that are sent to askers of one network on a UTC day
 * @param maxProofNumber the most tries that a proof of work takes; 0 if none is required
 */
record AccessSettings(Optional<String> mailFrom, int maxCodesPerNetwork, int maxProofNumber) {

    private static final int MAX_CODES_PER_NETWORK = 1_000_000;
    private static final int MAX_PROOF_NUMBER = 10_000_000;

    static AccessSettings read(Variables variables) {
        return new AccessSettings(
                variables.text("TIERUP_MAIL_FROM"),
                variables.wholeNumber("TIERUP_CODES_PER_NETWORK", 1, MAX_CODES_PER_NETWORK, 200),
                variables.wholeNumber("TIERUP_SIGN_UP_PROOF", 0, MAX_PROOF_NUMBER, 0));
    }
}
