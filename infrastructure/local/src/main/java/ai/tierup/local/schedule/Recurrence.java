package ai.tierup.local.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** The times at which a schedule is due, from an EventBridge expression. Times are UTC. */
sealed interface Recurrence {

    /** The first due time of a service that starts at {@code start}. */
    Instant first(Instant start);

    /** The next due time after the run that began at {@code run}. */
    Instant next(Instant run);

    /**
     * Parses expressions such as {@code rate(5 minutes)}, and {@code cron(30 0 * * ? *)} for half past midnight every day.
     *
     * @throws IllegalArgumentException for any other form
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
        throw new IllegalArgumentException("The local run does not support the schedule " + expression);
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            default -> throw new IllegalArgumentException("Unknown unit of time: " + name);
        };
    }

    /**
     * Due soon after the start, so that holds left by a crash are swept, and then at a fixed interval. Not at once, because all jobs
     * together would double the time of the first answer.
     */
    record Rate(Duration interval) implements Recurrence {

        private static final Duration FIRST_DELAY = Duration.ofSeconds(2);
        private static final Pattern FORM = Pattern.compile("rate\\(([1-9]\\d{0,3}) (minute|hour|day)s?\\)");

        @Override
        public Instant first(Instant start) {
            return start.plus(FIRST_DELAY);
        }

        @Override
        public Instant next(Instant run) {
            return run.plus(interval);
        }
    }

    /** Due every day at the same time. */
    record Daily(LocalTime time) implements Recurrence {

        private static final Pattern FORM = Pattern.compile("cron\\(([1-5]?\\d) (1?\\d|2[0-3]) \\* \\* \\? \\*\\)");

        @Override
        public Instant first(Instant start) {
            return next(start);
        }

        @Override
        public Instant next(Instant run) {
            var today = run.atZone(ZoneOffset.UTC).with(time);
            return (today.toInstant().isAfter(run) ? today : today.plusDays(1)).toInstant();
        }
    }
}
