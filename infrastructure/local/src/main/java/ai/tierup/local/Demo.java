package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.wiring.Variables;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two of the claims as a show of some seconds, each on a service of its own that is gone afterwards. */
public final class Demo {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int CALLS = 50;
    private static final int AFFORDABLE = 10;
    private static final int OUTPUT_TOKENS = 300;
    private static final AccountId ACCOUNT = new AccountId("demo");

    /** {@code tokens=300} makes the answer as long as the hold allows, so that nothing comes back for an eleventh call. */
    private static final String RACE_BODY = """
            {"model": "tier-2", "max_tokens": 300, "messages": [
              {"role": "user", "content": "[[simulate:tokens=300]] spend all of it now"}]}""";

    /** 43 bytes of prose, two thirds of them rounded up, and 16 for the message. */
    private static final int RACE_INPUT_TOKEN_BOUND = 45;

    private static final String LEAK_QUESTION = "Who are you?";

    private Demo() {}

    /** The only argument is {@code race} or {@code leak}. */
    public static void main(String[] arguments) throws Exception {
        var home = Path.of(System.getProperty("tierup.home", "."));
        var mapping = MappingFile.read(home.resolve("infrastructure/tiers/mapping-1.json"));
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "race" -> race(home, mapping);
            case "leak" -> leak(home, mapping);
            default -> {
                System.err.println("Usage: scripts/demo race|leak");
                System.exit(2);
            }
        }
        System.exit(0);
    }

    private static void race(Path home, TierMapping mapping) throws Exception {
        var tier = mapping.tier(TierId.TIER_2);
        var call = tier.prices().costOf(tier.largestFactor().billed(RACE_INPUT_TOKEN_BOUND), OUTPUT_TOKENS);
        var balance = new Money(call.nanoUsd() * AFFORDABLE);
        try (var service = start(home, mapping, balance);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            System.out.println("A wallet with " + balance + ", a call that costs up to " + call + ", " + CALLS
                    + " calls at once:");
            var calls = IntStream.range(0, CALLS)
                    .<Callable<Integer>>mapToObj(
                            number -> () -> chat(service, RACE_BODY).statusCode())
                    .toList();
            var statuses = threads.invokeAll(calls).stream()
                    .collect(Collectors.groupingBy(done -> done.resultNow(), TreeMap::new, Collectors.counting()));
            statuses.forEach((status, count) -> System.out.println("  " + status + "  × " + count));
            var wallet = service.bean(WalletLedger.class).find(ACCOUNT).orElseThrow();
            show(wallet, balance, spent(service));
        }
    }

    private static void show(Wallet wallet, Money balance, Money spent) {
        System.out.println("  left " + wallet.cash() + ", spent by the ledger " + spent + ", open holds "
                + wallet.holds().size());
        System.out.println(
                wallet.cash().equals(balance.minus(spent)) && !wallet.cash().isNegative() && wallet.isBalanced()
                        ? "The wallet and the ledger agree, and it was not overspent."
                        : "THE WALLET AND THE LEDGER DISAGREE.");
    }

    private static Money spent(LocalService service) {
        return service.bean(UsageLog.class).ofDay(ACCOUNT, LocalDate.now(ZoneOffset.UTC)).stream()
                .map(UsageRecord::cost)
                .reduce(Money.ZERO, Money::plus);
    }

    private static void leak(Path home, TierMapping mapping) throws Exception {
        try (var service = start(home, mapping, Money.ofUsd("25"))) {
            var upstream = service.simulator().orElseThrow().baseUrl() + "/chat/completions";
            var slug = mapping.tier(TierId.TIER_2).candidates().getFirst().slug();
            System.out.println("What upstream answers:\n" + post(URI.create(upstream), "none", question(slug)));
            System.out.println("\nWhat our customer gets:\n"
                    + chat(service, question("tier-2")).body());
        }
    }

    private static String question(String model) {
        return """
                {"model": "%s", "max_tokens": 60, "messages": [{"role": "user", "content": "%s"}]}""".formatted(model, LEAK_QUESTION);
    }

    private static String post(URI url, String key, String body) throws IOException, InterruptedException {
        return send(url, key, body).body();
    }

    private static HttpResponse<String> chat(LocalService service, String body)
            throws IOException, InterruptedException {
        return send(
                service.url().resolve("/v1/chat/completions"), service.demoKey().reveal(), body);
    }

    private static HttpResponse<String> send(URI url, String key, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static LocalService start(Path home, TierMapping mapping, Money balance) throws IOException {
        var folder = Files.createTempDirectory("tierup-demo");
        folder.toFile().deleteOnExit();
        folder.resolve("keys.json").toFile().deleteOnExit();
        var variables = new Variables(Map.of(
                "TIERUP_PORT", "0", "TIERUP_DEMO_BALANCE_USD", balance.usd(), "TIERUP_SIMULATED_TOKEN_MILLIS", "1"));
        return LocalService.start(variables, home, folder, mapping, new ConsoleJournal(System.out));
    }
}
