package ai.tierup.dynamodb;

import ai.tierup.domain.account.Pace;
import ai.tierup.domain.account.PaceLimits;
import java.util.EnumMap;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** The attributes of a key's soft limits. */
final class PaceAttributes {

    private PaceAttributes() {}

    private static String name(Pace pace) {
        return switch (pace) {
            case REQUESTS_PER_MINUTE -> "requestsPerMinute";
            case TOKENS_PER_MINUTE -> "tokensPerMinute";
            case CONCURRENT_REQUESTS -> "concurrentRequests";
        };
    }

    static void put(EnhancedDocument.Builder item, PaceLimits limits) {
        limits.max().forEach((pace, limit) -> item.putNumber(name(pace), limit));
    }

    static PaceLimits read(EnhancedDocument item) {
        var limits = new EnumMap<Pace, Long>(Pace.class);
        for (var pace : Pace.values()) {
            if (item.isPresent(name(pace))) {
                limits.put(pace, Documents.number(item, name(pace)));
            }
        }
        return new PaceLimits(limits);
    }
}
