package ai.tierup.operator;

import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolLevel;
import ai.tierup.domain.money.Money;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Prints what is left in a day's pools and the margin of each tier, or sets the budget of one pool for a day. */
final class GuardrailCommand implements OperatorCommand {

    private static final String SET = "set";
    private static final int MIN_SET_ARGUMENTS = 4;

    @Override
    public String usage() {
        return "scripts/guardrail [DAY] | scripts/guardrail set POOL DOLLARS WHY [DAY]   (pools: subsidy, grant, tier-1, playground, platform)";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return switch (arguments.size()) {
            case 0 -> true;
            case 1 -> Arguments.day(arguments.getFirst()).isPresent();
            case MIN_SET_ARGUMENTS -> acceptsSet(arguments);
            case MIN_SET_ARGUMENTS + 1 ->
                acceptsSet(arguments) && Arguments.day(arguments.getLast()).isPresent();
            default -> false;
        };
    }

    private static boolean acceptsSet(List<String> arguments) {
        return arguments.getFirst().equals(SET)
                && Pool.named(arguments.get(1)).isPresent()
                && Arguments.amount(arguments.get(2)).isPresent();
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var useCases = new UseCases(service);
        var now = service.getBean(InstantSource.class).instant();
        var day = arguments.isEmpty() || arguments.size() == MIN_SET_ARGUMENTS
                ? LocalDate.ofInstant(now, ZoneOffset.UTC)
                : Arguments.day(arguments.getLast()).orElseThrow();
        if (arguments.size() >= MIN_SET_ARGUMENTS) {
            var pool = Pool.named(arguments.get(1)).orElseThrow();
            var budget = Arguments.amount(arguments.get(2)).orElseThrow();
            try {
                useCases.changeBudget().change(Arguments.operator(), arguments.get(3), pool, day, budget);
            } catch (IllegalArgumentException e) {
                out.println(e.getMessage());
                return USAGE_ERROR;
            }
        }
        show(useCases, day, out);
        return OK;
    }

    private static void show(UseCases useCases, LocalDate day, PrintStream out) {
        var report = useCases.daySpend().report(day);
        out.println("%s UTC   %18s %18s %18s %18s".formatted(day, "budget", "leased", "left to lease", "spent"));
        for (var pool : report.pools()) {
            var line = pool.level().map(level -> line(level, pool.spent())).orElse("not used yet");
            out.println("%-16s %s".formatted(pool.pool().publicName(), line));
        }
        MarginPrinter.print(report.margins(), out);
    }

    private static String line(PoolLevel level, Money spent) {
        return "%18s %18s %18s %18s".formatted(level.day().budget(), level.leased(), level.left(), spent);
    }
}
