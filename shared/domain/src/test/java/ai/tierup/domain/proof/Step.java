package ai.tierup.domain.proof;

/**
 * A possible step of a model.
 *
 * @param to the state after it
 * @param who name of the part that acts
 * @param what its action; turned into text only for a counterexample
 */
record Step<S>(S to, String who, Object what) {

    @Override
    public String toString() {
        return who + ": " + what;
    }
}
