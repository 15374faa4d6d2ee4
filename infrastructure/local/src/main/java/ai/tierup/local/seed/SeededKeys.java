package ai.tierup.local.seed;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeySecret;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The keys of the seeded accounts. The file {@code keys.json} in the data folder keeps them between runs.
 *
 * @param byAccount keys in the order in which the accounts are written
 */
public record SeededKeys(Map<AccountId, ApiKeySecret> byAccount) {

    public static final AccountId DEMO = new AccountId("demo");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOAD_ACCOUNTS = 16;

    /** The file of the keys in a data folder. */
    public static Path file(Path dataFolder) {
        return dataFolder.resolve("keys.json");
    }

    /** Reads the keys in {@code file}, creates those that are missing, and saves all of them. */
    public static SeededKeys loadOrCreate(Path file, RandomGenerator random) throws IOException {
        var known = Files.exists(file) ? read(file) : JSON.createObjectNode();
        var keys = new LinkedHashMap<AccountId, ApiKeySecret>();
        keys.put(DEMO, keyOf(DEMO, known, random));
        for (var number = 1; number <= LOAD_ACCOUNTS; number++) {
            var account = new AccountId("load-%02d".formatted(number));
            keys.put(account, keyOf(account, known, random));
        }
        var seeded = new SeededKeys(keys);
        seeded.save(file);
        return seeded;
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not JSON. Delete it, and new keys will be created.", e);
        }
    }

    public ApiKeySecret demo() {
        var key = byAccount.get(DEMO);
        if (key == null) {
            throw new IllegalStateException("The demo account has no key");
        }
        return key;
    }

    private static ApiKeySecret keyOf(AccountId account, JsonNode known, RandomGenerator random) {
        return ApiKeySecret.parse(known.path(account.value()).asText()).orElseGet(() -> ApiKeySecret.generate(random));
    }

    private void save(Path file) throws IOException {
        var json = JSON.createObjectNode();
        byAccount.forEach((account, key) -> json.put(account.value(), key.reveal()));
        Files.writeString(file, json.toPrettyString() + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
