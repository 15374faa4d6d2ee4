package ai.tierup.functions.tiers;

import ai.tierup.domain.status.Incidents;
import ai.tierup.domain.status.ServiceDays;
import ai.tierup.functions.support.gateway.Reply;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The status and the incidents of the last 90 days, which are read at most once a minute in this process, however many ask for it. Safe for concurrent use. */
@Singleton
final class PublishedStatus {

    private static final int DAYS = 90;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final ServiceDays days;
    private final Incidents incidents;
    private final InstantSource clock;
    private @Nullable Kept kept;

    private record Kept(Reply reply, Instant until) {}

    PublishedStatus(ServiceDays days, Incidents incidents, InstantSource clock) {
        this.days = days;
        this.incidents = incidents;
        this.clock = clock;
    }

    synchronized Reply reply() {
        var now = clock.instant();
        var last = kept;
        if (last == null || !now.isBefore(last.until())) {
            last = new Kept(read(now), now.plus(KEPT));
            kept = last;
        }
        return last.reply();
    }

    private Reply read(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var from = today.minusDays(DAYS - 1);
        var body = new StatusBody(now, from, today, days.read(from, today), incidents.since(from));
        return Reply.json(body::write).with("cache-control", "public, max-age=60");
    }
}
