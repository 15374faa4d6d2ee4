package ai.tierup.domain.autotopup;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.autotopup.AdvanceAutoTopUp.Step;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.wallet.ScanMarks;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes the next step for every account with automatic top-ups or a saved payment method. Runs may overlap. */
public final class RunAutoTopUps {

    private static final String JOB = "auto-top-ups";
    private static final int PAGE_SIZE = 50;

    private final AutoTopUps store;
    private final AdvanceAutoTopUp advanceAutoTopUp;
    private final ScanMarks marks;
    private final Alarms alarms;

    public RunAutoTopUps(AutoTopUps store, AdvanceAutoTopUp advanceAutoTopUp, ScanMarks marks, Alarms alarms) {
        this.store = store;
        this.advanceAutoTopUp = advanceAutoTopUp;
        this.marks = marks;
        this.alarms = alarms;
    }

    /**
     * The result of a run.
     *
     * @param accounts number of accounts looked at
     * @param charged number of accounts that were topped up
     * @param failed number of charges that failed, those that led to a pause included
     * @param paused number of accounts whose automatic top-ups paused
     * @param failures number of accounts whose step failed, and is left to the next run
     * @param complete whether the run reached the last account
     */
    public record Run(int accounts, int charged, int failed, int paused, int failures, boolean complete) {}

    /**
     * Visits each account once, from where the last run stopped to the last account.
     *
     * @param timeIsUp checked before each account but the first
     */
    public Run run(BooleanSupplier timeIsUp) {
        var pass = new Pass();
        var start = marks.find(JOB).filter(AccountId::isValid).map(AccountId::new);
        var stop = pass.run(start.orElse(null), timeIsUp);
        marks.keep(JOB, stop.map(AccountId::value));
        return pass.result(stop.isEmpty());
    }

    /** One run. */
    private final class Pass {

        private final Map<Step, Integer> steps = new EnumMap<>(Step.class);
        private int accounts;
        private int failures;

        /** Returns the account after which time was up; empty after the last account. */
        Optional<AccountId> run(@Nullable AccountId start, BooleanSupplier timeIsUp) {
            var last = start;
            while (true) {
                var page = store.list(last, PAGE_SIZE);
                for (var found : page) {
                    if (accounts > 0 && timeIsUp.getAsBoolean()) {
                        return Optional.ofNullable(last);
                    }
                    advance(found);
                    last = found.account();
                }
                if (page.size() < PAGE_SIZE) {
                    return Optional.empty();
                }
            }
        }

        /** Takes a step. An account that fails must not keep back the others. */
        private void advance(AutoTopUp found) {
            accounts++;
            try {
                steps.merge(advanceAutoTopUp.advance(found), 1, Integer::sum);
            } catch (PaymentsUnavailable e) {
                failures++;
                alarms.raise(Alarm.PAYMENTS_UNAVAILABLE, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                failures++;
                alarms.raise(Alarm.JOB_FAILED, JOB + " " + e.getClass().getName());
            }
        }

        Run result(boolean complete) {
            var paused = count(Step.PAUSED);
            return new Run(accounts, count(Step.CHARGED), count(Step.FAILED) + paused, paused, failures, complete);
        }

        private int count(Step step) {
            return steps.getOrDefault(step, 0);
        }
    }
}
