package ai.tierup.operator;

import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;

/** A command for operators, which works on the tables of a service, whether or not one is running on them. */
public interface OperatorCommand {

    int ALL_IS_WELL = 0;
    int SOMETHING_IS_WRONG = 1;
    int USED_WRONGLY = 2;

    /** How it is called. */
    String usage();

    /** Whether it can be called with these arguments. */
    boolean takes(List<String> arguments);

    /**
     * Runs the command.
     *
     * @param service the objects of a service on those tables
     * @param arguments those that it takes
     * @return the exit code
     */
    int run(BeanContext service, List<String> arguments, PrintStream out);
}
