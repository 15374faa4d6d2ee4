package ai.tierup.local.demo;

import ai.tierup.domain.tier.TierMapping;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.ServiceClient;
import ai.tierup.local.ServiceProcess;
import ai.tierup.operator.CommandLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Kills the service in the middle of streams: held money is returned, generated tokens are charged, and all wallets still balance. */
final class CrashDemo implements Demo {

    private static final int CALLS = 3;
    private static final int STREAMS = 5;

    /** Lines that a stream delivers in about two seconds, enough for two checkpoints. */
    private static final int LINES_BEFORE_CRASH = 120;

    private static final int TIMEOUT_SECONDS = 10;
    private static final int MARGIN_SECONDS = 1;
    private static final Map<String, String> SETTINGS = Map.of(
            "TIERUP_REQUEST_TIMEOUT_SECONDS", Integer.toString(TIMEOUT_SECONDS),
            "TIERUP_HOLD_MARGIN_SECONDS", Integer.toString(MARGIN_SECONDS),
            "TIERUP_SIMULATED_TOKEN_MILLIS", "1");

    private static final String CALL = """
            {"model": "tier-2", "messages": [{"role": "user", "content": "[[simulate:tokens=40]] a short one"}]}""";
    private static final String STREAM = """
            {"model": "tier-2", "stream": true, "messages": [
              {"role": "user", "content": "[[simulate:slow=10]] [[simulate:tokens=2000]] a long one"}]}""";

    @Override
    public String claim() {
        return "The killed streams were charged for what they had generated, no money is held, and all wallets agree with their ledgers.";
    }

    @Override
    public boolean run(Path home, Path folder, TierMapping mapping) throws Exception {
        System.out.println("A request may take " + TIMEOUT_SECONDS + " s here, and its hold expires " + MARGIN_SECONDS
                + " s later (defaults: 300 and 60).\n");
        var service = start(home, folder);
        Instant lastStreamStarted;
        try {
            lastStreamStarted = streamUntilItIsKilled(service);
        } finally {
            service.kill();
        }
        System.out.println("Killed (kill -9) after " + CALLS + " answers and in the middle of " + STREAMS
                + " streams.\nRestarting on the same data ...");
        var restarted = start(home, folder);
        try {
            return recover(home, folder, restarted, lastStreamStarted);
        } finally {
            restarted.kill();
        }
    }

    /** Returns whether the crash left nothing open, everything charged, and books that add up. */
    private static boolean recover(Path home, Path folder, ServiceProcess restarted, Instant lastStreamStarted)
            throws Exception {
        var client = ServiceClient.of(restarted.url(), restarted.demoKey());
        show(client);
        waitUntil(lastStreamStarted.plusSeconds(TIMEOUT_SECONDS + MARGIN_SECONDS));
        System.out.println("\nThe holds have expired. The sweeper, which also runs every minute:");
        runCommand(home, folder, "sweep");
        show(client);
        System.out.println("\nscripts/audit:");
        var addsUp = runCommand(home, folder, "audit") == 0;
        return addsUp && client.read("/wallet").path("open_holds").asInt() == 0 && isAllCharged(client);
    }

    private static boolean isAllCharged(ServiceClient client) throws IOException, InterruptedException {
        var records = client.read("/usage/requests?limit=100").path("data");
        return records.size() == CALLS + STREAMS
                && records.valueStream()
                        .allMatch(
                                record -> new BigDecimal(record.path("cost_usd").asText()).signum() > 0);
    }

    private static ServiceProcess start(Path home, Path folder) throws IOException {
        return ServiceProcess.start(home, folder, SETTINGS, line -> {
            if (line.startsWith("swept")) {
                System.out.println("  " + line);
            }
        });
    }

    /** Kills the service once every stream has delivered its lines. Returns the time when all streams had been started. */
    private static Instant streamUntilItIsKilled(ServiceProcess service) throws Exception {
        var client = ServiceClient.of(service.url(), service.demoKey());
        for (var call = 0; call < CALLS; call++) {
            client.chat(CALL);
        }
        var underWay = new CountDownLatch(STREAMS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var stream = 0; stream < STREAMS; stream++) {
                threads.execute(() -> readUntilItBreaks(client, underWay));
            }
            var begun = Instant.now();
            underWay.await();
            service.kill();
            return begun;
        }
    }

    private static void readUntilItBreaks(ServiceClient client, CountDownLatch underWay) {
        try {
            var lines = client.chat(STREAM, BodyHandlers.ofLines()).body().iterator();
            for (var line = 0; lines.hasNext(); line++) {
                lines.next();
                if (line == LINES_BEFORE_CRASH) {
                    underWay.countDown();
                }
            }
        } catch (IOException | RuntimeException e) {
            // The service was killed, as intended.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void show(ServiceClient client) throws IOException, InterruptedException {
        var wallet = client.read("/wallet");
        System.out.println("  wallet: " + wallet.path("open_holds").asText() + " open holds of $"
                + wallet.path("held_usd").asText() + ", available $"
                + wallet.path("available_usd").asText() + " of $"
                + wallet.path("credits_usd").asText());
        for (var record : client.read("/usage/requests?limit=100")
                .path("data")
                .valueStream()
                .toList()
                .reversed()) {
            System.out.println("  %-8s  %4s+%s tokens (%s)  $%s"
                    .formatted(
                            record.path("outcome").asText(),
                            record.path("prompt_tokens").asText(),
                            record.path("completion_tokens").asText(),
                            record.path("token_source").asText(),
                            record.path("cost_usd").asText()));
        }
    }

    private static void waitUntil(Instant time) throws InterruptedException {
        var left = Duration.between(Instant.now(), time);
        if (left.isPositive()) {
            System.out.println("\n" + left.toSeconds() + " s until the holds expire ...");
            Thread.sleep(left);
        }
    }

    private static int runCommand(Path home, Path folder, String command) {
        var variables = new Variables(Map.of("TIERUP_DATA_DIR", folder.toString()));
        return new CommandLine(variables, home, System.out, System.err).run(List.of(command));
    }
}
