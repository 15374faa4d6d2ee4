package ai.tierup.domain.wallet;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Scan marks in memory. */
public final class InMemoryScanMarks implements ScanMarks {

    private final Map<String, String> marks = new ConcurrentHashMap<>();

    @Override
    public Optional<String> find(String job) {
        return Optional.ofNullable(marks.get(job));
    }

    @Override
    public void keep(String job, Optional<String> mark) {
        mark.ifPresentOrElse(value -> marks.put(job, value), () -> marks.remove(job));
    }
}
