package ai.tierup.domain.alert;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.wallet.ScanMarks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all accounts that want alerts, and adds deliveries for what they have to be told. What an account was told is written with the
 * deliveries, so that a crash neither loses nor doubles an alert. Removes the alerts of deleted accounts. Runs may overlap.
 */
public final class RaiseAlerts {

    private static final String JOB = "alerts";
    private static final int PAGE_SIZE = 50;

    private final Alerts alerts;
    private final ScanMarks marks;
    private final FindAlerts findAlerts;
    private final Alarms alarms;
    private final InstantSource clock;
    private final RandomGenerator random;

    public RaiseAlerts(
            Alerts alerts,
            ScanMarks marks,
            FindAlerts findAlerts,
            Alarms alarms,
            InstantSource clock,
            RandomGenerator random) {
        this.alerts = alerts;
        this.marks = marks;
        this.findAlerts = findAlerts;
        this.alarms = alarms;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The result of a run.
     *
     * @param accounts number of accounts looked at
     * @param raised number of alerts
     * @param failures number of accounts that could not be read or written, and stay for the next run
     * @param complete whether the run reached the last account
     */
    public record Run(int accounts, int raised, int failures, boolean complete) {}

    /**
     * Looks at each account once, from where the last run stopped to the last account.
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

        private int accounts;
        private int raised;
        private int failures;

        /** Returns the account after which time was up; empty after the last account. */
        Optional<AccountId> run(@Nullable AccountId start, BooleanSupplier timeIsUp) {
            var last = start;
            while (true) {
                var page = alerts.list(last, PAGE_SIZE);
                for (var settings : page) {
                    if (last != null && timeIsUp.getAsBoolean()) {
                        return Optional.of(last);
                    }
                    look(settings);
                    last = settings.account();
                }
                if (page.size() < PAGE_SIZE) {
                    return Optional.empty();
                }
            }
        }

        /** Looks at an account. One that fails must not keep back the others. */
        private void look(AlertSettings settings) {
            accounts++;
            try {
                raise(settings);
            } catch (RuntimeException e) {
                failures++;
                alarms.raise(Alarm.JOB_FAILED, "alerts " + e.getClass().getName());
            }
        }

        private void raise(AlertSettings settings) {
            var now = clock.instant();
            var state = alerts.state(settings.account());
            var found = findAlerts.find(settings, state, now);
            if (found.isDeleted()) {
                alerts.remove(settings.account());
            } else if (!found.next().isLike(state)) {
                // Nothing is written if another run was faster, or the account was deleted meanwhile.
                var isWritten = alerts.advance(found.next(), deliveries(settings, found.alerts(), now));
                raised += isWritten ? found.alerts().size() : 0;
            }
        }

        Run result(boolean complete) {
            return new Run(accounts, raised, failures, complete);
        }
    }

    private List<Delivery> deliveries(AlertSettings settings, List<Alert> found, Instant now) {
        return found.stream()
                .flatMap(alert -> settings.channels().stream()
                        .map(channel -> new Delivery(
                                DeliveryId.of(now, random.nextLong()), settings.account(), channel, alert, 0, now)))
                .toList();
    }
}
