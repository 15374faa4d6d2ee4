package ai.tierup.local.demo;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.LocalService;
import ai.tierup.local.ServiceClient;
import ai.tierup.local.seed.SeededKeys;
import ai.tierup.operator.CommandLine;
import ai.tierup.operator.JobJournal;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Cuts slow answers at their deadline: the customer pays for what was generated, the pools for what it may have cost us. */
final class CutDemo implements Demo {

    private static final AccountId ACCOUNT = SeededKeys.DEMO;
    private static final Money BALANCE = Money.ofUsd("25");
    private static final int TIMEOUT_SECONDS = 4;
    private static final String DATA = "data: ";

    private static final List<Request> REQUESTS = List.of(
            new Request("An answer that is wanted whole", """
                    {"model": "tier-2", "messages": [
                      {"role": "user", "content": "[[simulate:slow=100,tokens=300]] a long story"}]}"""),
            new Request("A streamed answer", """
                    {"model": "tier-2", "stream": true, "messages": [
                      {"role": "user", "content": "[[simulate:slow=100,tokens=300]] a long story"}]}"""),
            new Request("A streamed answer whose model is still reasoning", """
                    {"model": "tier-4", "stream": true, "reasoning_effort": "max", "messages": [
                      {"role": "user", "content": "[[simulate:slow=100,reasoning=300]] a hard question"}]}"""));

    private record Request(String title, String body) {}

    @Override
    public String claim() {
        return "Each answer was paid as far as it was generated, its cost to us is booked, and the books add up.";
    }

    @Override
    public boolean run(Path home, Path folder, TierMapping mapping) throws Exception {
        var settings = Map.of(
                "TIERUP_PORT", "0",
                "TIERUP_DEMO_BALANCE_USD", BALANCE.usd(),
                "TIERUP_REQUEST_TIMEOUT_SECONDS", Integer.toString(TIMEOUT_SECONDS));
        var journal = new JobJournal(System.out);
        try (var service = LocalService.start(new Variables(settings), home, folder, mapping, journal)) {
            System.out.println("A request may take " + TIMEOUT_SECONDS
                    + " s here (default: 300), and the model needs 30 s for its answer.");
            var client = ServiceClient.of(service.url(), service.demoKey().reveal());
            for (var request : REQUESTS) {
                System.out.println("\n" + request.title() + ":");
                ask(client, request.body());
            }
            var isBooked = showBooks(service);
            var operator = new CommandLine(
                    new Variables(Map.of("TIERUP_DATA_DIR", folder.toString())), home, System.out, System.err);
            System.out.println("\nscripts/guardrail:");
            operator.run(List.of("guardrail"));
            System.out.println("\nscripts/audit:");
            return operator.run(List.of("audit")) == 0 && isBooked;
        }
    }

    private static void ask(ServiceClient client, String body) throws IOException, InterruptedException {
        var answer = client.chat(body);
        var last = answer.body().strip().lines().reduce("", (before, line) -> line);
        var json = last.startsWith(DATA) ? last.substring(DATA.length()) : last;
        var error = new ObjectMapper().readTree(json).path("error");
        var retry = answer.headers().firstValue("x-should-retry").map(value -> ", x-should-retry: " + value);
        System.out.println("  " + answer.statusCode() + retry.orElse("") + ", "
                + error.path("code").asText());
        System.out.println("  " + error.path("message").asText());
    }

    /** Returns whether wallet and ledger agree, and each request was paid and its cost booked. */
    private static boolean showBooks(LocalService service) {
        System.out.println("\nThe books:");
        var records = service.bean(UsageLog.class)
                .ofDay(ACCOUNT, LocalDate.now(ZoneOffset.UTC))
                .toList();
        for (var record : records) {
            System.out.println("  %s  %d+%d tokens, of which %d reasoned (%s)  charged %s  our cost %s"
                    .formatted(
                            record.hold().tier().publicName(),
                            record.tokens().promptTokens(),
                            record.tokens().completionTokens(),
                            record.tokens().reasoningTokens(),
                            record.consumption().source(),
                            record.cost(),
                            record.costs().upstream()));
        }
        var spent = records.stream().map(UsageRecord::cost).reduce(Money.ZERO, Money::plus);
        var wallet = service.bean(WalletLedger.class).find(ACCOUNT).orElseThrow();
        System.out.println("  wallet " + wallet.cash() + " of " + BALANCE + ", spent according to the ledger " + spent
                + ", open holds " + wallet.holds().size());
        return wallet.cash().equals(BALANCE.minus(spent))
                && records.size() == REQUESTS.size()
                && records.stream().allMatch(CutDemo::isPaidAndBooked);
    }

    private static boolean isPaidAndBooked(UsageRecord record) {
        return !record.cost().isZero() && record.costs().upstream().covers(record.cost());
    }
}
