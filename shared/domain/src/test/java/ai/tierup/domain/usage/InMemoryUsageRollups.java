package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The sums of closed days in memory. */
public final class InMemoryUsageRollups implements UsageRollups {

    private final Map<AccountId, TreeMap<LocalDate, Map<UsageGroup, UsageSum>>> sums = new HashMap<>();

    /** Forgets everything, as if it had been written before there were rollups. */
    public synchronized void clear() {
        sums.clear();
    }

    @Override
    public synchronized void add(AccountId account, DayUsage usage) {
        if (!usage.sums().isEmpty()) {
            var ofDay = sums.computeIfAbsent(account, id -> new TreeMap<>())
                    .computeIfAbsent(usage.day(), day -> new HashMap<>());
            usage.sums().forEach(ofDay::putIfAbsent);
        }
    }

    @Override
    public synchronized Map<LocalDate, DayUsage> between(AccountId account, LocalDate from, LocalDate to) {
        var days = new HashMap<LocalDate, DayUsage>();
        sums.getOrDefault(account, new TreeMap<>())
                .subMap(from, true, to, true)
                .forEach((day, ofDay) -> days.put(day, new DayUsage(day, ofDay)));
        return days;
    }
}
