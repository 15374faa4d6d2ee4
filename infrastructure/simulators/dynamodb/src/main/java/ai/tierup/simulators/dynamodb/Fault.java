package ai.tierup.simulators.dynamodb;

/** What can become of one request on its way to the store, in it, and of its answer on the way back. */
public enum Fault {
    NONE,
    /** The request is lost; the caller hears nothing. */
    NOT_SENT,
    /** The store does what it is asked for, and its answer is lost. */
    ANSWER_LOST,
    /** The caller hears nothing, and the store does it later, when {@link LateRequests} are delivered. Of a read: lost. */
    LATE,
    /** The first answer is lost and the client sends it again: the store sees it twice, the caller the second answer. */
    TWICE,
    THROTTLED,
    /** A transaction is under way on the item. Reads of single items do not meet it. */
    CONFLICT,
    SERVER_ERROR,
    /** The process ends before the request leaves it. */
    DIES_BEFORE,
    /** The process ends when the store has done it. */
    DIES_AFTER
}
