package ai.tierup.functions.usage;

import ai.tierup.domain.usage.UsageRecord;
import java.util.Arrays;
import java.util.Optional;

/** A dimension by which usage is summed. */
enum Grouping {
    DAY("day") {
        @Override
        String keyOf(UsageRecord record) {
            return record.day().toString();
        }
    },
    TIER("tier") {
        @Override
        String keyOf(UsageRecord record) {
            return record.hold().tier().publicName();
        }
    },
    KEY("key") {
        @Override
        String keyOf(UsageRecord record) {
            var keyId = record.request().keyId();
            return keyId == null ? "unknown" : keyId.value();
        }
    };

    private final String publicName;

    Grouping(String publicName) {
        this.publicName = publicName;
    }

    String publicName() {
        return publicName;
    }

    abstract String keyOf(UsageRecord record);

    static Optional<Grouping> named(String publicName) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.publicName.equals(publicName))
                .findFirst();
    }
}
