package ai.tierup.domain.proof;

/** What an actor does from its beginning to its end. Given the same answers it does the same. */
interface Program {

    /** Runs as far as the answers of {@code world} reach. */
    void run(ReplayedWorld world);
}
