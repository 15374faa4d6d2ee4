package ai.tierup.domain.answer;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.util.ArrayList;
import java.util.List;

/** The attempts that were made for one request, in order. */
public record Attempts(List<Attempt> all) {

    public static final Attempts NONE = new Attempts(List.of());

    public Attempts {
        all = List.copyOf(all);
    }

    public Attempts with(Attempt next) {
        var more = new ArrayList<>(all);
        more.add(next);
        return new Attempts(more);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The last attempt. There must have been one. */
    public Attempt last() {
        return all.getLast();
    }

    /**
     * The attempt that the customer pays for and is told about: the last one that is paid, otherwise the first failure that the customer can
     * fix, otherwise the last failure; that a candidate does not support the request counts only if none does. There must have been an attempt.
     */
    public Attempt deciding() {
        var paid = all.reversed().stream().filter(Attempt::isPaid).findFirst();
        var fixable = all.stream().filter(Attempt::isCustomerError).findFirst();
        var other = all.reversed().stream()
                .filter(attempt -> attempt.failure() != UpstreamFailure.UNSUPPORTED)
                .findFirst();
        return paid.or(() -> fixable).or(() -> other).orElseGet(all::getLast);
    }

    /**
     * What we pay for all of them.
     *
     * @param drawn the most that one attempt can cost
     */
    public Money upstreamCost(Money drawn) {
        return all.stream().map(attempt -> attempt.upstreamCost(drawn)).reduce(Money.ZERO, Money::plus);
    }
}
