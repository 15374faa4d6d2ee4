package ai.tierup.moneyproof;

import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.money.Money;
import java.util.ArrayList;
import java.util.List;

/** What one pool had, leased and bore on one day. */
final class PoolHistory {

    private Money largestBudget = Money.ZERO;
    private Money leased = Money.ZERO;
    private Money borne = Money.ZERO;
    private Money overrun = Money.ZERO;

    /** What is wrong with the day's next image. */
    List<String> look(PoolDay day, List<Money> remaining) {
        var findings = new ArrayList<String>();
        var leasedNow = day.budget().minus(remaining.stream().reduce(Money.ZERO, Money::plus));
        largestBudget = largestBudget.covers(day.budget()) ? largestBudget : day.budget();
        if (!largestBudget.covers(leasedNow)) {
            findings.add(leasedNow + " leased of a budget that never was more than " + largestBudget);
        }
        if (!leasedNow.covers(leased)) {
            findings.add("a lease came back: " + leasedNow + " after " + leased);
        }
        leased = leasedNow;
        return findings;
    }

    /** What is wrong when a request has cost this. */
    List<String> bear(Money cost, Money ofWhichOverrun) {
        borne = borne.plus(cost);
        overrun = overrun.plus(ofWhichOverrun);
        return leased.plus(overrun).covers(borne)
                ? List.of()
                : List.of("requests cost " + borne + ", " + overrun + " of it as overrun, but only " + leased
                        + " were leased");
    }
}
