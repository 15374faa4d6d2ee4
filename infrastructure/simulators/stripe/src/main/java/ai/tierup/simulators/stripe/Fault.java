package ai.tierup.simulators.stripe;

import java.util.Arrays;
import java.util.Optional;

/** How an answer of the API goes wrong. */
public enum Fault {
    /** Nothing is done, and Stripe says that something broke. */
    SERVER_ERROR("500"),
    /** Nothing is done, because there were too many requests. */
    RATE_LIMIT("429"),
    /** It is done, but the answer is held until {@link StripeSimulator#endFaults}, a minute at most. */
    SLOW("slow"),
    /** It is done, and the answer is no JSON. */
    RUBBISH("rubbish"),
    /** It is done, and the connection breaks in the middle of the answer. */
    CUT("cut");

    private final String word;

    Fault(String word) {
        this.word = word;
    }

    boolean comesBeforeTheDeed() {
        return this == SERVER_ERROR || this == RATE_LIMIT;
    }

    static Optional<Fault> named(String word) {
        return Arrays.stream(values()).filter(fault -> fault.word.equals(word)).findFirst();
    }
}
