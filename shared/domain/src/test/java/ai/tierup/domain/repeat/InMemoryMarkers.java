package ai.tierup.domain.repeat;

import ai.tierup.domain.account.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** In-memory {@link Markers}. */
public final class InMemoryMarkers implements Markers {

    private final Map<Key, Marker> markers = new ConcurrentHashMap<>();

    private record Key(AccountId account, PrefixHash prefix) {}

    @Override
    public void put(AccountId account, Collection<Marker> fresh) {
        fresh.forEach(marker -> markers.put(new Key(account, marker.prefix()), marker));
    }

    @Override
    public List<Marker> find(AccountId account, Collection<PrefixHash> prefixes) {
        return prefixes.stream()
                .flatMap(prefix -> Stream.ofNullable(markers.get(new Key(account, prefix))))
                .toList();
    }
}
