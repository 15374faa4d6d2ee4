package ai.tierup.domain.guardrail;

import java.time.Instant;

/** The audit record of an operator's budget change: who made it, when, and why. */
public record BudgetChange(String who, Instant at, String why) {

    private static final int MAX_LENGTH = 200;

    public BudgetChange {
        if (who.isBlank() || why.isBlank() || who.length() > MAX_LENGTH || why.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "The operator and the reason of a budget change take 1 to " + MAX_LENGTH + " characters each");
        }
    }
}
