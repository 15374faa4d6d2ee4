package ai.tierup.simulators.dynamodb;

/** Thrown when a simulated process dies. Code of the process must not catch it. Its later requests do not reach the store. */
public final class ProcessDied extends Error {

    private static final long serialVersionUID = 1;
}
