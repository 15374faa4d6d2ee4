package ai.tierup.functions.usage;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.usage.UsageRecord;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** A dimension by which usage is summed. */
enum Grouping {
    DAY("day") {
        @Override
        String keyOf(UsageRecord record, Function<KeyId, String> teams) {
            return record.day().toString();
        }
    },
    TIER("tier") {
        @Override
        String keyOf(UsageRecord record, Function<KeyId, String> teams) {
            return record.hold().tier().publicName();
        }
    },
    KEY("key") {
        @Override
        String keyOf(UsageRecord record, Function<KeyId, String> teams) {
            var keyId = record.request().keyId();
            return keyId == null ? "unknown" : keyId.value();
        }
    },
    TEAM("team") {
        @Override
        String keyOf(UsageRecord record, Function<KeyId, String> teams) {
            var keyId = record.request().keyId();
            return keyId == null ? "unknown" : teams.apply(keyId);
        }
    };

    private final String publicName;

    Grouping(String publicName) {
        this.publicName = publicName;
    }

    String publicName() {
        return publicName;
    }

    /** @param teams returns the name of a key's team */
    abstract String keyOf(UsageRecord record, Function<KeyId, String> teams);

    static Optional<Grouping> named(String publicName) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.publicName.equals(publicName))
                .findFirst();
    }
}
