package ai.tierup.domain.operator;

import java.time.Instant;

/**
 * The record of something that an operator did to the service, kept for audits.
 *
 * @param what name of the act, such as {@code open}
 * @param subject account, mapping or the like that it was done to
 */
public record OperatorAct(String what, String subject, String who, Instant at, String why) {

    private static final int MAX_LENGTH = 200;

    public OperatorAct {
        if (who.isBlank() || why.isBlank() || who.length() > MAX_LENGTH || why.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "The operator and the reason take 1 to " + MAX_LENGTH + " characters each");
        }
    }
}
