package ai.tierup.domain.reasoning;

import java.util.List;
import java.util.Optional;

/**
 * The keys of the {@link ReasoningSeal}.
 *
 * @param all the first one seals, all of them open; if there is none, nothing is sealed
 */
public record SealingKeys(List<SealingKey> all) {

    public static final SealingKeys NONE = new SealingKeys(List.of());

    public SealingKeys {
        all = List.copyOf(all);
    }

    /**
     * A key of AES-256.
     *
     * @param id its name in what it has sealed
     * @param bytes 32 random bytes
     */
    public record SealingKey(String id, byte[] bytes) {

        /** Omits the key, so that no log and no exception can show it. */
        @Override
        public String toString() {
            return "SealingKey " + id;
        }
    }

    Optional<SealingKey> current() {
        return all.stream().findFirst();
    }

    Optional<SealingKey> named(String id) {
        return all.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
