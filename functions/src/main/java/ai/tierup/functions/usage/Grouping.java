package ai.tierup.functions.usage;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.UsageGroup;
import ai.tierup.domain.wallet.Purse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A dimension of usage, by which it is summed and filtered. */
enum Grouping {
    DAY("day", "day", null, "") {
        @Override
        boolean isValue(String text) {
            return false;
        }

        @Override
        String valueOf(LocalDate day, UsageGroup group, KeyLabels keys) {
            return day.toString();
        }
    },
    TIER("tier", "tier", null, "names of tiers, such as tier-2") {
        @Override
        boolean isValue(String text) {
            return TierId.named(text).isPresent();
        }

        @Override
        String valueOf(LocalDate day, UsageGroup group, KeyLabels keys) {
            return group.tier().publicName();
        }
    },
    KEY("key", "key_id", "unknown", "ids of keys, as GET /v1/keys lists them") {
        @Override
        boolean isValue(String text) {
            return KeyId.parse(text).isPresent();
        }

        @Override
        @Nullable
        String valueOf(LocalDate day, UsageGroup group, KeyLabels keys) {
            return Optional.ofNullable(group.keyId()).map(KeyId::value).orElse(null);
        }
    },
    TEAM("team", "team", "no_team", "names of teams, or no_team") {
        @Override
        boolean isValue(String text) {
            return TeamName.parse(text).isPresent();
        }

        @Override
        @Nullable
        String valueOf(LocalDate day, UsageGroup group, KeyLabels keys) {
            return keys.team(group.keyId());
        }
    },
    API("api", "api", "unknown", "chat, responses or messages") {
        @Override
        boolean isValue(String text) {
            return Set.of("chat", "responses", "messages").contains(text);
        }

        @Override
        @Nullable
        String valueOf(LocalDate day, UsageGroup group, KeyLabels keys) {
            return group.api();
        }
    },
    PURSE("purse", "purse", null, "cash, grant or free") {
        @Override
        boolean isValue(String text) {
            return purses().contains(text);
        }

        @Override
        String valueOf(LocalDate day, UsageGroup group, KeyLabels keys) {
            return group.purse().name().toLowerCase(Locale.ROOT);
        }
    };

    private final String publicName;
    private final String field;
    private final @Nullable String missing;
    private final String values;

    /**
     * @param publicName its name in {@code group_by}
     * @param field its field in sums, and the parameter that filters by it
     * @param missing stands in a filter for usage without a value; null if there is none
     * @param values describes its values
     */
    Grouping(String publicName, String field, @Nullable String missing, String values) {
        this.publicName = publicName;
        this.field = field;
        this.missing = missing;
        this.values = values;
    }

    private static Set<String> purses() {
        return Arrays.stream(Purse.values())
                .map(purse -> purse.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    String publicName() {
        return publicName;
    }

    String field() {
        return field;
    }

    /** Returns whether a text can be one of its values. */
    abstract boolean isValue(String text);

    /** Returns the public value of a sum; null if it has none. */
    abstract @Nullable String valueOf(LocalDate day, UsageGroup group, KeyLabels keys);

    /** Returns whether a value is among {@code allowed}. */
    boolean isAmong(Set<String> allowed, @Nullable String value) {
        return allowed.contains(nameOf(value));
    }

    /** Returns the value, or the name of a missing one. */
    String nameOf(@Nullable String value) {
        return value == null ? Objects.requireNonNull(missing, publicName) : value;
    }

    /** Throws the error for a value that no usage can have. */
    void requireValue(String text) {
        if (!isValue(text) && !text.equals(missing)) {
            throw new BadRequest(
                    ApiErrors.invalidValue(field, "Send " + values + ", with commas between several of them."));
        }
    }

    static Optional<Grouping> named(String publicName) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.publicName.equals(publicName))
                .findFirst();
    }
}
