package ai.tierup.domain.guardrail;

import java.time.Instant;

/** Who gave a day another budget, when, and why: what an audit of the operators reads. */
public record BudgetChange(String who, Instant at, String why) {

    private static final int MAX_LENGTH = 200;

    public BudgetChange {
        if (who.isBlank() || why.isBlank() || who.length() > MAX_LENGTH || why.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "Who changes a budget and why takes 1 to " + MAX_LENGTH + " characters each");
        }
    }
}
