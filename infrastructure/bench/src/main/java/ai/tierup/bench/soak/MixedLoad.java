package ai.tierup.bench.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests of every kind at a fixed rate. The seed decides which, and in which order.
 *
 * @param keys of accounts with money
 * @param limitedKeys keys with limits, which are reached
 */
record MixedLoad(SoakClient client, List<String> keys, List<String> limitedKeys) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TIERS = List.of("tier-1", "tier-2", "tier-2", "tier-3", "tier-4");
    private static final List<String> READS =
            List.of("/v1/wallet", "/v1/usage/requests?limit=5", "/v1/models", "/v1/tiers");
    private static final int TURNS = 3;

    /** Beginnings of conversations that come again, so that some input is repeated. */
    private static final int OPENINGS = 8;

    /** More than the 1,024 tokens from which repeated input is cheaper. */
    private static final int OPENING_WORDS = 1_400;

    private static final double LIMITED_SHARE = 0.1;
    private static final double OPENING_SHARE = 0.2;
    private static final double CONVERSATION_SHARE = 0.15;
    private static final double REPEATED_SHARE = 0.05;
    private static final double READ_SHARE = 0.05;

    /** Begins requests for a while, each in a task of {@code tasks}. */
    void run(Duration duration, int perSecond, long seed, ExecutorService tasks) {
        var random = new Random(seed);
        var start = System.nanoTime();
        var interval = Duration.ofSeconds(1).toNanos() / perSecond;
        for (var due = start;
                due - start < duration.toNanos() && !Thread.currentThread().isInterrupted();
                due += interval) {
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            tasks.execute(next(random));
        }
    }

    /** Draws the next use of the service. All that is random is drawn here, in the order of the requests. */
    private Runnable next(Random random) {
        var kind = random.nextDouble();
        var key = random.nextDouble() < LIMITED_SHARE ? any(limitedKeys, random) : any(keys, random);
        if (kind < READ_SHARE) {
            var read = SoakRequest.reading(any(READS, random), key);
            return () -> client.send(read);
        }
        var api = any(List.of(WireApi.values()), random);
        if (kind < READ_SHARE + CONVERSATION_SHARE) {
            var request = api.asking(any(TIERS, random), text(random), false);
            if (random.nextBoolean()) {
                api.offerTool(request);
            }
            return () -> converse(api, key, request);
        }
        var isStream = random.nextBoolean();
        var question = Trouble.any(random).question(text(random));
        var body = api.asking(any(TIERS, random), question, isStream).toString();
        var request = SoakRequest.posting(api.path(), key, body, ClientHabit.any(random));
        if (kind < READ_SHARE + CONVERSATION_SHARE + REPEATED_SHARE) {
            var repeated = request.withIdempotencyKey("soak-" + random.nextLong());
            return () -> {
                client.send(repeated);
                client.send(repeated);
            };
        }
        return () -> ask(api, request, isStream);
    }

    private void ask(WireApi api, SoakRequest request, boolean isStream) {
        client.send(request)
                .filter(body -> isStream && !api.isEnded(body))
                .ifPresent(body -> client.tally().surprised(api.path() + ": a stream without an end"));
    }

    private void converse(WireApi api, String key, ObjectNode request) {
        for (var turn = 1; turn <= TURNS; turn++) {
            var sent = SoakRequest.posting(api.path(), key, request.toString(), ClientHabit.READS_ALL);
            var answer = client.send(sent);
            if (answer.isEmpty()) {
                return;
            }
            try {
                api.goOn(request, JSON.readTree(answer.get()), "Go on, turn " + turn + ".");
            } catch (JsonProcessingException e) {
                client.tally().surprised(api.path() + ": an answer that is no JSON");
                return;
            }
        }
    }

    private static String text(Random random) {
        var end = "Say something about the number " + random.nextInt(Integer.MAX_VALUE) + ".";
        return random.nextDouble() < OPENING_SHARE ? opening(random.nextInt(OPENINGS)) + end : end;
    }

    private static String opening(int number) {
        return ("word" + number + " ").repeat(OPENING_WORDS);
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
