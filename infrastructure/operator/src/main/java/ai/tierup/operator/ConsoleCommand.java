package ai.tierup.operator;

import ai.tierup.operator.console.ConsoleServer;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.random.RandomGenerator;

/** Serves the operator's console on this machine until it is stopped. */
record ConsoleCommand(TiersCommand tiers) implements OperatorCommand {

    @Override
    public String usage() {
        return "scripts/console [STAGE]";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.isEmpty();
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var console = new OperatorConsole(service, tiers);
        try (var server = ConsoleServer.start(console, 0, service.getBean(RandomGenerator.class))) {
            out.println("The console of " + console.place() + " is at " + server.address());
            out.println("Whoever has this address can do what you can do. Stop with Ctrl-C.");
            Thread.currentThread().join();
            return OK;
        } catch (IOException e) {
            out.println("The console did not start: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OK;
        }
    }
}
