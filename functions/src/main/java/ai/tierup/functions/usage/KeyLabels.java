package ai.tierup.functions.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names and teams of an account's keys as they are now. A revoked key stays in the team that it had. */
final class KeyLabels {

    private final Map<KeyId, String> names = new HashMap<>();
    private final Map<KeyId, String> teams = new HashMap<>();

    private KeyLabels() {}

    /** The labels where nothing depends on them. */
    static KeyLabels none() {
        return new KeyLabels();
    }

    static KeyLabels of(ApiKeys keys, AccountId account) {
        var labels = new KeyLabels();
        for (var listed : keys.list(account)) {
            labels.add(listed.key());
        }
        return labels;
    }

    private void add(ApiKey key) {
        names.put(key.id(), key.name());
        var team = key.rights().team();
        if (team != null) {
            teams.put(key.id(), team.name().value());
        }
    }

    @Nullable
    String name(@Nullable KeyId key) {
        return key == null ? null : names.get(key);
    }

    @Nullable
    String team(@Nullable KeyId key) {
        return key == null ? null : teams.get(key);
    }
}
