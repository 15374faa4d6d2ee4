package ai.tierup.local.seed;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.operator.MappingFile;
import ai.tierup.operator.OperatorCommand;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/** Publishes a tier mapping and writes the accounts of the local run, into tables without customers. */
final class SeedCommand implements OperatorCommand {

    private static final Money DEMO_BALANCE = Money.ofUsd("25");

    @Override
    public String usage() {
        return "seed MAPPING-FILE KEYS-FILE   (KEYS-FILE is created if it does not exist)";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == 2;
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        try {
            var mapping = MappingFile.read(Path.of(arguments.getFirst()));
            var keys = SeededKeys.loadOrCreate(Path.of(arguments.getLast()), service.getBean(RandomGenerator.class));
            service.getBean(TierCatalogue.class).publish(mapping);
            new Seed(service).write(keys, DEMO_BALANCE);
            out.println("Mapping %d is live. %d accounts exist; their keys are in %s."
                    .formatted(mapping.version(), keys.byAccount().size(), arguments.getLast()));
            return OK;
        } catch (IOException e) {
            out.println("Nothing was seeded: " + e.getMessage());
            return FAILED;
        }
    }
}
