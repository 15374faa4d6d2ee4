package ai.tierup.local.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** When a schedule is due, as EventBridge writes it. Times are UTC. */
sealed interface Recurrence {

    /** When it is due first, for a service that starts at {@code start}. */
    Instant first(Instant start);

    /** When it is due after the run that began at {@code run}. */
    Instant next(Instant run);

    /**
     * Reads {@code rate(5 minutes)} and {@code cron(30 0 * * ? *)}, which is half past midnight of every day.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Recurrence parse(String expression) {
        var rate = Rate.FORM.matcher(expression);
        if (rate.matches()) {
            return new Rate(unit(rate.group(2)).multipliedBy(Long.parseLong(rate.group(1))));
        }
        var daily = Daily.FORM.matcher(expression);
        if (daily.matches()) {
            return new Daily(LocalTime.of(Integer.parseInt(daily.group(2)), Integer.parseInt(daily.group(1))));
        }
        throw new IllegalArgumentException("The local run knows no schedule such as " + expression);
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            default -> throw new IllegalArgumentException("No unit of time: " + name);
        };
    }

    /** Due at once, so that what a crash left behind is looked at soon, and from then on every so often. */
    record Rate(Duration every) implements Recurrence {

        private static final Pattern FORM = Pattern.compile("rate\\(([1-9]\\d{0,3}) (minute|hour|day)s?\\)");

        @Override
        public Instant first(Instant start) {
            return start;
        }

        @Override
        public Instant next(Instant run) {
            return run.plus(every);
        }
    }

    /** Due at a time of every day. */
    record Daily(LocalTime at) implements Recurrence {

        private static final Pattern FORM = Pattern.compile("cron\\(([1-5]?\\d) (1?\\d|2[0-3]) \\* \\* \\? \\*\\)");

        @Override
        public Instant first(Instant start) {
            return next(start);
        }

        @Override
        public Instant next(Instant run) {
            var today = run.atZone(ZoneOffset.UTC).with(at);
            return (today.toInstant().isAfter(run) ? today : today.plusDays(1)).toInstant();
        }
    }
}
