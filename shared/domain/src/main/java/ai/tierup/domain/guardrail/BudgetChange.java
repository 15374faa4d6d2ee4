package ai.tierup.domain.guardrail;

import java.time.Instant;

/** Who gave a day another budget, when, and why: what an audit of the operators reads. */
public record BudgetChange(String who, Instant at, String why) {

    private static final int LONGEST = 200;

    public BudgetChange {
        if (who.isBlank() || why.isBlank() || who.length() > LONGEST || why.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "Who changes a budget and why takes 1 to " + LONGEST + " characters each");
        }
    }
}
