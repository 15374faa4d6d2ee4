package ai.tierup.domain.payment;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** Iterates over the lists of a reconciliation, counts failures, and collects differences. */
final class ReconciliationRun {

    private final Alarms alarms;
    private final BooleanSupplier timeIsUp;
    private final List<PaymentDifference> differences = new ArrayList<>();
    private int failures;
    private boolean cutShort;
    private boolean listCutShort;

    ReconciliationRun(Alarms alarms, BooleanSupplier timeIsUp) {
        this.alarms = alarms;
        this.timeIsUp = timeIsUp;
    }

    /**
     * Runs {@code action} for each item of a list. A failure does not stop the rest.
     *
     * @return number of items for which it was run
     */
    <T> int forEach(Function<Optional<String>, PaymentProvider.Listing<T>> list, Consumer<T> action) {
        var count = 0;
        var after = Optional.<String>empty();
        do {
            if (isListCutShort()) {
                return count;
            }
            var page = page(list, after);
            for (var item : page.items()) {
                if (isListCutShort()) {
                    return count;
                }
                count++;
                attempt(() -> action.accept(item));
            }
            page.unreadable().forEach(this::recordFailure);
            after = page.next();
        } while (after.isPresent());
        return count;
    }

    /** Reads a page. When that fails, the rest of the list is skipped, because the position of the next page is unknown. */
    private <T> PaymentProvider.Listing<T> page(
            Function<Optional<String>, PaymentProvider.Listing<T>> list, Optional<String> after) {
        try {
            return list.apply(after);
        } catch (RuntimeException e) {
            recordFailure(e);
            return new PaymentProvider.Listing<>(List.of(), Optional.empty());
        }
    }

    void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            recordFailure(e);
        }
    }

    private void recordFailure(RuntimeException e) {
        failures++;
        if (e instanceof PaymentsUnavailable) {
            alarms.raise(Alarm.PAYMENTS_UNAVAILABLE, String.valueOf(e.getMessage()));
        } else {
            alarms.raise(Alarm.JOB_FAILED, "reconcile " + e.getClass().getName());
        }
    }

    void record(PaymentDifference difference) {
        differences.add(difference);
        alarms.raise(Alarm.RECONCILE_DIFFERENCE, difference.subject());
    }

    /** Returns whether time is up. The caller then leaves the rest to the next run. */
    boolean isTimeUp() {
        cutShort |= timeIsUp.getAsBoolean();
        return cutShort;
    }

    private boolean isListCutShort() {
        listCutShort |= isTimeUp();
        return listCutShort;
    }

    List<PaymentDifference> differences() {
        return differences;
    }

    int failures() {
        return failures;
    }

    /**
     * Returns whether the run skipped something that the next one may skip again, since it starts every list at the beginning. Wallets
     * that are left do not count, because the next run continues with them.
     */
    boolean hasSkipped() {
        return failures > 0 || listCutShort;
    }

    boolean isComplete() {
        return failures == 0 && !cutShort;
    }
}
