package ai.tierup.domain.operator;

import java.time.Instant;

/**
 * What an operator did to the service: what an audit of the operators reads.
 *
 * @param what the act, such as {@code open}
 * @param subject what it was done to
 */
public record OperatorAct(String what, String subject, String who, Instant at, String why) {

    private static final int MAX_LENGTH = 200;

    public OperatorAct {
        if (who.isBlank() || why.isBlank() || who.length() > MAX_LENGTH || why.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("Who does it and why takes 1 to " + MAX_LENGTH + " characters each");
        }
    }
}
