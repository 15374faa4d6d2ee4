package ai.tierup.operator;

import ai.tierup.domain.operator.PublishTiers;
import ai.tierup.domain.operator.PublishTiers.Outcome;
import ai.tierup.domain.tier.TierMapping;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Prints the live tier mapping, or publishes one from a file. */
final class TiersCommand implements OperatorCommand {

    private static final String PUBLISH = "publish";
    private static final String SEED = "seed";

    @Override
    public String usage() {
        return "scripts/tiers | scripts/tiers publish FILE WHY | scripts/tiers seed FILE   (seed: only if none is live)";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.isEmpty()
                || (arguments.size() == 3 && arguments.getFirst().equals(PUBLISH))
                || (arguments.size() == 2 && arguments.getFirst().equals(SEED));
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var tiers = new UseCases(service).publishTiers();
        var today = LocalDate.ofInstant(service.getBean(InstantSource.class).instant(), ZoneOffset.UTC);
        var printer = new MappingPrinter(today, out);
        try {
            if (arguments.isEmpty()) {
                return show(tiers.live(), printer);
            }
            var mapping = MappingFile.read(Path.of(arguments.get(1)));
            return arguments.getFirst().equals(SEED)
                    ? seed(tiers, mapping, printer)
                    : publish(tiers, mapping, arguments.get(2), printer);
        } catch (IllegalStateException e) {
            out.println(e.getMessage());
            return FAILED;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE_ERROR;
        } catch (IOException e) {
            out.println("No mapping could be read from " + arguments.get(1) + ": " + e.getMessage());
            return USAGE_ERROR;
        }
    }

    private static int seed(PublishTiers tiers, TierMapping mapping, MappingPrinter printer) {
        if (!tiers.publishFirst(Arguments.operator(), mapping)) {
            printer.out().println("A mapping is live already. Nothing was published.");
        }
        return show(tiers.live(), printer);
    }

    private static int publish(PublishTiers tiers, TierMapping mapping, String why, MappingPrinter printer) {
        var outcome = tiers.publish(Arguments.operator(), why, mapping);
        show(outcome.live(), printer);
        return switch (outcome) {
            case Outcome.Published published -> OK;
            case Outcome.NumberTaken taken -> {
                printer.out()
                        .println(
                                "The file was not published. Version " + mapping.version()
                                        + " exists with other content, and a version never changes. Give the file a new number.");
                yield FAILED;
            }
        };
    }

    private static int show(TierMapping mapping, MappingPrinter printer) {
        printer.out().println("Mapping " + mapping.version() + " of " + mapping.publishedAt() + " is live.");
        printer.print(mapping);
        return OK;
    }
}
