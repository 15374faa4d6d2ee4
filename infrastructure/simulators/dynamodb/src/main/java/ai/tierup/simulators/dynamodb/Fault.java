package ai.tierup.simulators.dynamodb;

/** The fate of one request and its answer. */
public enum Fault {
    NONE,
    /** The request is lost. The caller gets no answer. */
    NOT_SENT,
    /** The store executes the request, but its answer is lost. */
    ANSWER_LOST,
    /** The caller gets no answer. The store executes a write later, when {@link LateRequests} deliver it; a read is lost. */
    LATE,
    /** The first answer is lost and the request is sent again. The store executes it twice; the caller gets the second answer. */
    TWICE,
    THROTTLED,
    /** The write conflicts with a transaction on the item. Reads are not affected. */
    CONFLICT,
    SERVER_ERROR,
    /** The process dies before it sends the request. */
    DIES_BEFORE,
    /** The process dies after the store has executed the request. */
    DIES_AFTER
}
