package ai.tierup.moneyproof;

import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.money.Money;
import java.util.ArrayList;
import java.util.List;

/** The budgets, leases and costs of one pool on one day. */
final class PoolHistory {

    private Money largestBudget = Money.ZERO;
    private Money leased = Money.ZERO;
    private Money borne = Money.ZERO;
    private Money overrun = Money.ZERO;

    /** Checks the day's next image, and returns what is wrong with it. */
    List<String> check(PoolDay day, List<Money> remaining) {
        var findings = new ArrayList<String>();
        var leasedNow = day.budget().minus(remaining.stream().reduce(Money.ZERO, Money::plus));
        largestBudget = largestBudget.covers(day.budget()) ? largestBudget : day.budget();
        if (!largestBudget.covers(leasedNow)) {
            findings.add(leasedNow + " leased of a budget that never was more than " + largestBudget);
        }
        leased = leasedNow;
        findings.addAll(uncovered());
        return findings;
    }

    /** Adds the cost of a request, and returns what is wrong then. */
    List<String> bear(Money cost, Money ofWhichOverrun) {
        borne = borne.plus(cost);
        overrun = overrun.plus(ofWhichOverrun);
        return uncovered();
    }

    /** What was returned is never part of what requests have cost. */
    private List<String> uncovered() {
        return leased.plus(overrun).covers(borne)
                ? List.of()
                : List.of("requests cost " + borne + ", " + overrun + " of it as overrun, but only " + leased
                        + " were leased");
    }
}
