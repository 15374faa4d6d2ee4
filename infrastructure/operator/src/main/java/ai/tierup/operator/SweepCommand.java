package ai.tierup.operator;

import ai.tierup.domain.usage.SweepHolds;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;

/** Ends expired holds now. A scheduled function does the same every minute. */
final class SweepCommand implements OperatorCommand {

    @Override
    public String usage() {
        return "sweep";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.isEmpty();
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var sweep = service.getBean(SweepHolds.class).run(() -> false);
        out.println("%d accounts had holds: %d holds ended, customers pay %s, we lose %s; %d could not be ended."
                .formatted(sweep.wallets(), sweep.ended(), sweep.charged(), sweep.lost(), sweep.failures()));
        return sweep.failures() == 0 ? OK : FAILED;
    }
}
