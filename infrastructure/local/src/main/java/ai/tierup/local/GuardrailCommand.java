package ai.tierup.local;

import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.PoolSpend;
import ai.tierup.domain.guardrail.BudgetChange;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.guardrail.SetBudget;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.WalletScan;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what a day's pools have left, or gives one of them another budget for a day. */
final class GuardrailCommand implements OperatorCommand {

    private static final String SET = "set";
    private static final int SHORTEST_SET = 4;

    @Override
    public String usage() {
        return "scripts/guardrail [DAY] | scripts/guardrail set POOL DOLLARS WHY [DAY]   (pools: subsidy, grant, tier-1, playground, platform)";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.isEmpty()
                || (arguments.size() == 1 && day(arguments.getFirst()).isPresent())
                || (arguments.size() >= SHORTEST_SET
                        && arguments.getFirst().equals(SET)
                        && Pool.named(arguments.get(1)).isPresent()
                        && OperatorCommand.amount(arguments.get(2)).isPresent()
                        && arguments.size() <= SHORTEST_SET + 1
                        && (arguments.size() == SHORTEST_SET
                                || day(arguments.getLast()).isPresent()));
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var now = service.getBean(InstantSource.class).instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (arguments.isEmpty() || !arguments.getFirst().equals(SET)) {
            show(
                    service,
                    arguments.stream()
                            .findFirst()
                            .flatMap(GuardrailCommand::day)
                            .orElse(today),
                    out);
            return ALL_IS_WELL;
        }
        var pool = Pool.named(arguments.get(1)).orElseThrow();
        var budget = OperatorCommand.amount(arguments.get(2)).orElseThrow();
        var day = arguments.size() > SHORTEST_SET ? day(arguments.getLast()).orElseThrow() : today;
        try {
            var change = new BudgetChange(System.getProperty("user.name"), now, arguments.get(3));
            service.getBean(SetBudget.class).set(pool, day, budget, change);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USED_WRONGLY;
        }
        show(service, day, out);
        return ALL_IS_WELL;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void show(BeanContext service, LocalDate day, PrintStream out) {
        var ledger = service.getBean(PoolLedger.class);
        var spends = spends(service, day);
        out.println("%s UTC   %18s %18s %18s %18s".formatted(day, "budget", "leased", "left to lease", "spent"));
        for (var pool : Pool.values()) {
            var spend = pool == Pool.PLATFORM ? total(spends) : spends.getOrDefault(pool, PoolSpend.NOTHING);
            var line = ledger.find(pool, day)
                    .map(found -> line(found, ledger.remaining(found), spend))
                    .orElse("nobody has needed it yet");
            out.println("%-16s %s".formatted(pool.publicName(), line));
        }
    }

    private static String line(PoolDay day, List<Money> remaining, PoolSpend spend) {
        var left = remaining.stream().reduce(Money.ZERO, Money::plus);
        return "%18s %18s %18s %18s".formatted(day.budget(), day.budget().minus(left), left, spend.borneBy(day.pool()));
    }

    private static PoolSpend total(Map<Pool, PoolSpend> spends) {
        return spends.values().stream().reduce(PoolSpend.NOTHING, PoolSpend::plus);
    }

    /** What the day's records say, whether its books are closed or not. */
    private static Map<Pool, PoolSpend> spends(BeanContext service, LocalDate day) {
        var wallets = service.getBean(WalletScan.class);
        var books = service.getBean(Books.class);
        var spends = new EnumMap<Pool, PoolSpend>(Pool.class);
        Optional<String> at = Optional.empty();
        do {
            var page = wallets.all(at);
            for (var wallet : page.wallets()) {
                var records = books.usage(wallet.account(), day).stream()
                        .map(row -> row.content())
                        .toList();
                PoolSpend.byPool(records).forEach((pool, spend) -> spends.merge(pool, spend, PoolSpend::plus));
            }
            at = page.end();
        } while (at.isPresent());
        return spends;
    }
}
