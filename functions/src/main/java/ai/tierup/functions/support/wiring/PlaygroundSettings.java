package ai.tierup.functions.support.wiring;

/**
 * The settings of the playground for visitors without an account.
 *
 * @param maxRequestsPerNetwork the most requests of one network that are answered on a UTC day
 * @param maxProofNumber the most tries that a proof of work takes; 0 if none is required
 */
record PlaygroundSettings(int maxRequestsPerNetwork, int maxProofNumber) {

    private static final int MAX_REQUESTS_PER_NETWORK = 1_000_000;
    private static final int MAX_PROOF_NUMBER = 10_000_000;

    static PlaygroundSettings read(Variables variables) {
        return new PlaygroundSettings(
                variables.wholeNumber("TIERUP_VISITS_PER_NETWORK", 1, MAX_REQUESTS_PER_NETWORK, 100),
                variables.wholeNumber("TIERUP_VISIT_PROOF", 0, MAX_PROOF_NUMBER, 20_000));
    }
}
