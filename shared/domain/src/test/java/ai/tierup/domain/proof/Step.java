package ai.tierup.domain.proof;

/**
 * One thing that can happen.
 *
 * @param to the state after it
 * @param who the one that acts
 * @param what it does: told by its {@code toString}, because only the steps of a counterexample are ever told
 */
record Step<S>(S to, String who, Object what) {

    @Override
    public String toString() {
        return who + ": " + what;
    }
}
