package ai.tierup.domain.keys;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.InMemoryApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.domain.completion.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoteKeyUseTest {

    private static final AccountId ACCOUNT = new AccountId("acme");

    private final MovableClock clock = new MovableClock("2026-11-29T12:34:56Z");
    private final InMemoryKeyUses uses = new InMemoryKeyUses();
    private final NoteKeyUse noteKeyUse = new NoteKeyUse(uses, clock);
    private final ApiKey key = ApiKey.unlimited(new KeyId("key_1"), ACCOUNT, "test", clock.instant(), "tu-abcd");

    @Test
    void anHourOfRequestsCostsOneWrite() {
        for (var request = 0; request < 100; request++) {
            noteKeyUse.note(key);
        }
        assertThat(uses.writes).isEqualTo(1);
        assertThat(uses.find(ACCOUNT, key.id())).contains(Instant.parse("2026-11-29T12:00:00Z"));

        clock.pass(Duration.ofMinutes(26));
        noteKeyUse.note(key);

        assertThat(uses.writes).isEqualTo(2);
        assertThat(uses.find(ACCOUNT, key.id())).contains(Instant.parse("2026-11-29T13:00:00Z"));
    }

    @Test
    void aFailureIsTriedAgainByTheNextRequest() {
        uses.isDown = true;
        noteKeyUse.note(key);
        uses.isDown = false;

        noteKeyUse.note(key);

        assertThat(uses.find(ACCOUNT, key.id())).contains(Instant.parse("2026-11-29T12:00:00Z"));
    }

    @Test
    void keysAreListedWithTheirLastUse() {
        var keys = new InMemoryApiKeys();
        var unused = ApiKey.unlimited(
                new KeyId("key_2"), ACCOUNT, "new", clock.instant().plusSeconds(1), "tu-efgh");
        keys.add(ApiKeySecret.generate(new Random(1)).hash(), key);
        keys.add(ApiKeySecret.generate(new Random(2)).hash(), unused);
        noteKeyUse.note(key);

        var listKeys = new ListKeys(keys, uses);

        var hour = Instant.parse("2026-11-29T12:00:00Z");
        assertThat(listKeys.list(ACCOUNT))
                .containsExactly(
                        UsedKey.unused(new ListedKey(unused, null)), new UsedKey(new ListedKey(key, null), hour));
        assertThat(listKeys.find(ACCOUNT, key.id())).contains(new UsedKey(new ListedKey(key, null), hour));
        assertThat(listKeys.find(new AccountId("other"), key.id())).isEmpty();
    }
}
