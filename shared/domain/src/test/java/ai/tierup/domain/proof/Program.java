package ai.tierup.domain.proof;

/** The code of an actor. It is deterministic, so the same answers always lead to the same calls. */
interface Program {

    /** Runs as far as the answers of {@code world} reach. */
    void run(ReplayedWorld world);
}
