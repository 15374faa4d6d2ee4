package ai.tierup.domain.access;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Daily counters in memory. */
public final class InMemoryDayQuotas implements DayQuotas {

    private final Map<String, Integer> taken = new HashMap<>();

    @Override
    public synchronized boolean take(String counter, LocalDate day, int max) {
        if (taken.getOrDefault(day + counter, 0) >= max) {
            return false;
        }
        taken.merge(day + counter, 1, Integer::sum);
        return true;
    }
}
