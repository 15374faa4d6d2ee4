package ai.tierup.operator;

import ai.tierup.domain.usage.SweepHolds;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;

/** Ends expired holds now, as the scheduled function does every minute. */
final class SweepCommand implements OperatorCommand {

    @Override
    public String usage() {
        return "sweep";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.isEmpty();
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var sweep = service.getBean(SweepHolds.class).run(() -> false);
        out.println("%d accounts held something: %d holds ended, customers pay %s, we lose %s; %d could not be ended."
                .formatted(sweep.wallets(), sweep.ended(), sweep.charged(), sweep.lost(), sweep.failures()));
        return sweep.failures() == 0 ? ALL_IS_WELL : SOMETHING_IS_WRONG;
    }
}
