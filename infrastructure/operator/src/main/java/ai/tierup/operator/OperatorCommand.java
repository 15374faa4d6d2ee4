package ai.tierup.operator;

import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;

/** A command for operators. It works directly on the tables of a service, which need not be running. */
public interface OperatorCommand {

    int OK = 0;
    int FAILED = 1;
    int USAGE_ERROR = 2;

    /** The usage text. */
    String usage();

    /** Returns true if these arguments are valid. */
    boolean accepts(List<String> arguments);

    /**
     * Runs the command.
     *
     * @param service the objects of a service that uses those tables
     * @param arguments valid ones, for which {@link #accepts} is true
     * @return the exit code
     */
    int run(BeanContext service, List<String> arguments, PrintStream out);
}
