package ai.tierup.local.demo;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.LocalService;
import ai.tierup.local.ServiceClient;
import ai.tierup.local.seed.SeededKeys;
import ai.tierup.operator.JobJournal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends fifty calls at once with money for ten: ten are answered, and wallet and ledger agree. */
final class RaceDemo implements Demo {

    private static final int CALLS = 50;
    private static final int AFFORDABLE = 10;
    private static final int OUTPUT_TOKENS = 300;
    private static final int HTTP_OK = 200;
    private static final AccountId ACCOUNT = SeededKeys.DEMO;

    /** The answer uses all output that is held, and takes 6 s, so that it returns no money before all other calls are decided. */
    private static final String PROMPT = "[[simulate:tokens=300,slow=20]] spend all of it now";

    private static final String BODY = """
        {"model": "tier-2", "max_tokens": %d, "messages": [{"role": "user", "content": "%s"}]}\
        """.formatted(OUTPUT_TOKENS, PROMPT);

    /** One token for each byte of text, 256 for the request, 16 for the message and 2 for its text. */
    private static final int INPUT_TOKEN_BOUND = PROMPT.length() + 256 + 16 + 2;

    @Override
    public String claim() {
        return "With money for %d calls, %d of %d were answered. The wallet was not overspent, and it agrees with the ledger."
                .formatted(AFFORDABLE, AFFORDABLE, CALLS);
    }

    @Override
    public boolean run(Path home, Path folder, TierMapping mapping) throws Exception {
        var tier = mapping.tier(TierId.TIER_2);
        var call = tier.prices().costOf(INPUT_TOKEN_BOUND, OUTPUT_TOKENS);
        var balance = new Money(call.nanoUsd() * AFFORDABLE);
        var variables = new Variables(Map.of(
                "TIERUP_PORT", "0", "TIERUP_DEMO_BALANCE_USD", balance.usd(), "TIERUP_SIMULATED_TOKEN_MILLIS", "1"));
        var journal = new JobJournal(System.out);
        try (var service = LocalService.start(variables, home, folder, mapping, journal);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            System.out.println("A wallet with " + balance + ", a call that costs up to " + call + ", " + CALLS
                    + " calls at once:");
            var client = ServiceClient.of(service.url(), service.demoKey().reveal());
            var calls = IntStream.range(0, CALLS)
                    .<Callable<Integer>>mapToObj(
                            number -> () -> client.chat(BODY).statusCode())
                    .toList();
            var statuses = threads.invokeAll(calls).stream()
                    .collect(Collectors.groupingBy(done -> done.resultNow(), TreeMap::new, Collectors.counting()));
            statuses.forEach((status, count) -> System.out.println("  " + count + " × status " + status));
            var wallet = service.bean(WalletLedger.class).find(ACCOUNT).orElseThrow();
            var spent = spent(service);
            System.out.println("  left " + wallet.cash() + ", spent according to the ledger " + spent + ", open holds "
                    + wallet.holds().size());
            return statuses.getOrDefault(HTTP_OK, 0L) == AFFORDABLE
                    && wallet.cash().equals(balance.minus(spent))
                    && !wallet.cash().isNegative()
                    && wallet.isBalanced();
        }
    }

    private static Money spent(LocalService service) {
        return service.bean(UsageLog.class)
                .ofDay(ACCOUNT, LocalDate.now(ZoneOffset.UTC))
                .map(UsageRecord::cost)
                .reduce(Money.ZERO, Money::plus);
    }
}
