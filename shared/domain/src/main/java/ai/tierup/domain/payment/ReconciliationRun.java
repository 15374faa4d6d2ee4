package ai.tierup.domain.payment;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes a reconciliation through its lists, and counts what went wrong on the way. */
final class ReconciliationRun {

    private final Alarms alarms;
    private final BooleanSupplier timeIsUp;
    private int differences;
    private int failures;
    private boolean cutShort;
    private boolean listCutShort;

    ReconciliationRun(Alarms alarms, BooleanSupplier timeIsUp) {
        this.alarms = alarms;
        this.timeIsUp = timeIsUp;
    }

    /** Does {@code act} with each thing of a list, whatever becomes of the others; returns how many there were. */
    <T> int each(Function<Optional<String>, PaymentProvider.Listing<T>> list, Consumer<T> act) {
        var count = 0;
        var after = Optional.<String>empty();
        do {
            if (listIsOver()) {
                return count;
            }
            var page = page(list, after);
            for (var item : page.items()) {
                if (listIsOver()) {
                    return count;
                }
                count++;
                attempt(() -> act.accept(item));
            }
            page.unreadable().forEach(this::failed);
            after = page.next();
        } while (after.isPresent());
        return count;
    }

    /** What is missing of a list is missed as a whole, because nobody knows how to ask for the rest. */
    private <T> PaymentProvider.Listing<T> page(
            Function<Optional<String>, PaymentProvider.Listing<T>> list, Optional<String> after) {
        try {
            return list.apply(after);
        } catch (RuntimeException e) {
            failed(e);
            return new PaymentProvider.Listing<>(List.of(), Optional.empty());
        }
    }

    void attempt(Runnable act) {
        try {
            act.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException e) {
        failures++;
        if (e instanceof PaymentsUnavailable) {
            alarms.raise(Alarm.PAYMENTS_UNAVAILABLE, String.valueOf(e.getMessage()));
        } else {
            alarms.raise(Alarm.JOB_FAILED, "reconcile " + e.getClass().getName());
        }
    }

    /** @param subject the top-up or the entry */
    void difference(String subject) {
        differences++;
        alarms.raise(Alarm.RECONCILE_DIFFERENCE, subject);
    }

    /** Whether time is up. Whoever is told so leaves the rest to the next run. */
    boolean isOver() {
        cutShort |= timeIsUp.getAsBoolean();
        return cutShort;
    }

    private boolean listIsOver() {
        listCutShort |= isOver();
        return listCutShort;
    }

    int differences() {
        return differences;
    }

    int failures() {
        return failures;
    }

    /** Whether something was not looked at that the next run begins with no further on. Wallets that are left are not missed. */
    boolean hasMissed() {
        return failures > 0 || listCutShort;
    }

    boolean isComplete() {
        return failures == 0 && !cutShort;
    }
}
