package ai.tierup.simulators.dynamodb;

/** The end of a process: nothing in it may catch this, and nothing it still tries reaches the store. */
public final class ProcessDied extends Error {

    private static final long serialVersionUID = 1;
}
