package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.wallet.HoldKey;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An in-memory {@link UsageLog}. */
public class InMemoryUsageLog implements UsageLog {

    private final Map<Key, UsageRecord> records = new ConcurrentHashMap<>();

    private record Key(AccountId account, LocalDate day, HoldKey hold) {}

    @Override
    public UsageRecord append(UsageRecord record) {
        return records.computeIfAbsent(new Key(record.account(), record.day(), record.holdKey()), key -> record);
    }

    @Override
    public Optional<UsageRecord> find(AccountId account, RequestId request) {
        return records.values().stream()
                .filter(record -> record.account().equals(account)
                        && record.holdKey().request().equals(request))
                .min(Comparator.comparing(record -> record.outcome() == Outcome.EXPIRED));
    }

    @Override
    public List<UsageRecord> newest(AccountId account, LocalDate day, @Nullable RequestId before, int limit) {
        return ofDay(account, day).toList().reversed().stream()
                .filter(record -> before == null || record.holdKey().request().compareTo(before) < 0)
                .limit(limit)
                .toList();
    }

    @Override
    public Stream<UsageRecord> ofDayAfter(AccountId account, LocalDate day, RequestId request) {
        return ofDay(account, day).filter(record -> record.holdKey().request().compareTo(request) > 0);
    }

    @Override
    public Stream<UsageRecord> ofDay(AccountId account, LocalDate day) {
        return records.values().stream()
                .filter(record ->
                        record.account().equals(account) && record.day().equals(day))
                .sorted(Comparator.comparing(record -> record.holdKey().toString()));
    }
}
