package ai.tierup.simulators.stripe;

import java.util.Arrays;
import java.util.Optional;

/** A fault in an answer of the API. */
public enum Fault {
    /** The request is not executed. The answer is an internal error. */
    SERVER_ERROR("500"),
    /** The request is not executed, because there are too many. */
    RATE_LIMIT("429"),
    /** The request is executed. The answer is delayed until {@link StripeSimulator#endFaults}, at most for a minute. */
    SLOW("slow"),
    /** The request is executed. The answer is not JSON. */
    RUBBISH("rubbish"),
    /** The request is executed. The connection breaks within the answer. */
    CUT("cut");

    private final String word;

    Fault(String word) {
        this.word = word;
    }

    boolean preventsAction() {
        return this == SERVER_ERROR || this == RATE_LIMIT;
    }

    static Optional<Fault> named(String word) {
        return Arrays.stream(values()).filter(fault -> fault.word.equals(word)).findFirst();
    }
}
