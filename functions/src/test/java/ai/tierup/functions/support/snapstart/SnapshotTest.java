package ai.tierup.functions.support.snapstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.id.RequestIds;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.dynamodb.RenewableHttpClient;
import ai.tierup.functions.support.observability.JsonLinesJournal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.crac.Resource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** Tests of copies that start from one snapshot. */
class SnapshotTest {

    private static final long STATE_OF_THE_SNAPSHOT = 4711;
    private static final int DRAWS = 10_000;
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<String> order = new ArrayList<>();
    private final RenewableHttpClient connections = new RenewableHttpClient(Pool::new);

    private final class Pool implements SdkHttpClient {

        private Pool() {
            order.add("open");
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            order.add("close");
        }
    }

    /** Returns the random numbers of a copy, which come from the generator in the snapshot until that is renewed. */
    private static RestorableRandom copy() {
        var generators = Stream.<RandomGenerator>of(new Random(STATE_OF_THE_SNAPSHOT), new SecureRandom())
                .iterator();
        return new RestorableRandom(generators::next);
    }

    private Resource hooksOf(RestorableRandom random, Runnable rehearsal) {
        var snapshots = new Snapshots(
                random, connections, new JsonLinesJournal(new PrintStream(log, true, UTF_8), NOON, "test"));
        snapshots.afterRestore(() -> order.add("part"));
        return snapshots.hooks(rehearsal, () -> order.add("own"));
    }

    private static List<String> drawnFrom(RandomGenerator random) {
        var ids = new RequestIds(NOON, random);
        var drawn = new ArrayList<String>();
        for (var draw = 0; draw < DRAWS; draw++) {
            var id = ids.next();
            drawn.add(id.publicName());
            drawn.add(new HoldKey(id, 0).toString());
            drawn.add("nonce " + random.nextLong());
            drawn.add(ApiKeySecret.generate(random).reveal());
        }
        return drawn;
    }

    private static void restore(Resource hooks) {
        try {
            hooks.afterRestore(null);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void twoCopiesOfOneSnapshotNeverDrawTheSameIdNonceOrHoldKey() {
        var one = copy();
        var other = copy();
        restore(hooksOf(one, () -> {}));
        restore(hooksOf(other, () -> {}));

        var drawn = new HashSet<>(drawnFrom(one));
        drawn.addAll(drawnFrom(other));

        assertThat(drawn).hasSize(2 * 4 * DRAWS);
    }

    @Test
    void withoutTheHooksCopiesDrawTheSameValues() {
        assertThat(drawnFrom(copy())).isEqualTo(drawnFrom(copy()));
    }

    @Test
    void aRestoreRenewsConnectionsThenPartsThenTheFunctionsOwnState() {
        restore(hooksOf(copy(), () -> {}));

        assertThat(order).containsExactly("open", "open", "close", "part", "own");
    }

    @Test
    void aFailedRehearsalIsAnAlarmAndDoesNotPreventTheSnapshot() throws Exception {
        hooksOf(copy(), () -> {
                    throw new IllegalStateException("The rehearsal ended with 402");
                })
                .beforeCheckpoint(null);

        assertThat(log.toString(UTF_8)).contains("REHEARSAL_FAILED");
    }
}
