package ai.tierup.operator;

import ai.tierup.domain.operator.MoveTiers;
import ai.tierup.domain.operator.PublishTiers;
import ai.tierup.domain.tier.Canary;
import ai.tierup.operator.evaluate.EvaluationFolder;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Shows the tier mappings, stores a new version, and decides which customers get which version.
 *
 * @param evaluations where the proposals of evaluations are
 */
record TiersCommand(EvaluationFolder evaluations) implements OperatorCommand {

    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern PERCENT = Pattern.compile("[1-9][0-9]?%?");

    /** The number of arguments after each verb that takes any. */
    private static final Map<String, Integer> VERBS =
            Map.of("history", 0, "proposals", 0, "publish", 2, "rollback", 1, "seed", 1);

    @Override
    public String usage() {
        return "scripts/tiers [show [VERSION]] | history | proposals | publish FILE WHY | canary [VERSION-OR-PROPOSAL N%"
                + " WHY] | promote VERSION WHY | rollback WHY | seed FILE   (seed: only if none is live)";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        if (arguments.isEmpty()) {
            return true;
        }
        var rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "show" -> rest.isEmpty() || (rest.size() == 1 && isVersion(rest.getFirst()));
            case "canary" ->
                rest.isEmpty()
                        || (rest.size() == 3
                                && (isVersion(rest.getFirst()) || EvaluationFolder.isName(rest.getFirst()))
                                && PERCENT.matcher(rest.get(1)).matches());
            case "promote" -> rest.size() == 2 && isVersion(rest.getFirst());
            default -> Integer.valueOf(rest.size()).equals(VERBS.get(arguments.getFirst()));
        };
    }

    private static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var today = LocalDate.ofInstant(service.getBean(InstantSource.class).instant(), ZoneOffset.UTC);
        var useCases = new UseCases(service);
        try {
            return run(useCases, arguments, new MappingPrinter(today, out), evaluations);
        } catch (IllegalStateException e) {
            out.println(e.getMessage());
            return FAILED;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE_ERROR;
        } catch (IOException e) {
            out.println("What is needed could not be read: " + e.getMessage());
            return USAGE_ERROR;
        }
    }

    private static int run(
            UseCases useCases, List<String> arguments, MappingPrinter printer, EvaluationFolder evaluations)
            throws IOException {
        var move = useCases.moveTiers();
        var who = Arguments.operator();
        return switch (arguments.isEmpty() ? "show" : arguments.getFirst()) {
            case "publish" -> publish(useCases.publishTiers(), arguments.get(1), arguments.get(2), printer);
            case "seed" -> seed(useCases, arguments.get(1), printer);
            case "canary" ->
                arguments.size() == 1
                        ? showCanary(useCases, printer)
                        : startCanary(useCases, arguments, printer, evaluations);
            case "proposals" ->
                new ProposalPrinter(printer, evaluations)
                        .print(move.published().live(), useCases.findModels().last());
            case "promote" ->
                moved(move, move.promote(who, arguments.get(2), Integer.parseInt(arguments.get(1))), printer);
            case "rollback" -> moved(move, move.rollBack(who, arguments.get(1)), printer);
            case "history" -> {
                move.history().forEach(printer::print);
                yield OK;
            }
            default -> arguments.size() == 2 ? show(move, arguments.get(1), printer) : show(move, printer);
        };
    }

    /** Gives a version to some accounts. If a proposal is named, its version is stored first. */
    private static int startCanary(
            UseCases useCases, List<String> arguments, MappingPrinter printer, EvaluationFolder evaluations)
            throws IOException {
        var why = arguments.get(3);
        if (isVersion(arguments.get(1))) {
            return startCanary(useCases, Integer.parseInt(arguments.get(1)), arguments, printer);
        }
        var proposal = evaluations
                .find(arguments.get(1))
                .orElseThrow(() -> new IllegalStateException(
                        "There is no proposal " + arguments.get(1) + ". scripts/tiers proposals lists them."));
        return switch (useCases.publishTiers().publish(Arguments.operator(), why, proposal.remap())) {
            case PublishTiers.Proposed.Refused(var objections) -> printer.refuse(objections);
            case PublishTiers.Proposed.Stored(var mapping) ->
                startCanary(useCases, mapping.version(), arguments, printer);
        };
    }

    private static int startCanary(UseCases useCases, int version, List<String> arguments, MappingPrinter printer) {
        var canary = new Canary(version, Integer.parseInt(arguments.get(2).replace("%", "")));
        var move = useCases.moveTiers();
        return moved(move, move.canary(Arguments.operator(), arguments.get(3), canary), printer);
    }

    private static int showCanary(UseCases useCases, MappingPrinter printer) {
        useCases.judgeCanary()
                .state()
                .ifPresentOrElse(
                        state -> new CanaryPrinter(printer.out()).print(state),
                        () -> printer.line("There is no canary."));
        return OK;
    }

    private static int publish(PublishTiers tiers, String file, String why, MappingPrinter printer) throws IOException {
        var mapping = MappingFile.read(Path.of(file));
        return switch (tiers.publish(Arguments.operator(), why, mapping)) {
            case PublishTiers.Outcome.Stored() -> {
                printer.line("Mapping " + mapping.version()
                        + " is stored. No customer gets it yet. Next: scripts/tiers canary " + mapping.version()
                        + " 5% WHY, or scripts/tiers promote " + mapping.version() + " WHY");
                printer.print(mapping);
                yield OK;
            }
            case PublishTiers.Outcome.NumberTaken() -> {
                printer.line("The file was not published. Version " + mapping.version()
                        + " exists with other content, and a version never changes. Give the file a new number.");
                yield FAILED;
            }
            case PublishTiers.Outcome.Refused(var objections) -> printer.refuse(objections);
            case PublishTiers.Outcome.AnotherIsLive() ->
                throw new IllegalStateException("Only the first mapping of a stage depends on what is live");
        };
    }

    private static int seed(UseCases useCases, String file, MappingPrinter printer) throws IOException {
        var mapping = MappingFile.read(Path.of(file));
        var outcome = useCases.publishTiers().publishFirst(Arguments.operator(), mapping);
        if (outcome instanceof PublishTiers.Outcome.Refused(var objections)) {
            return printer.refuse(objections);
        }
        if (!(outcome instanceof PublishTiers.Outcome.Stored)) {
            printer.line("A mapping is live already. Nothing was published.");
        }
        return show(useCases.moveTiers(), printer);
    }

    private static int moved(MoveTiers move, MoveTiers.Outcome outcome, MappingPrinter printer) {
        return switch (outcome) {
            case MoveTiers.Outcome.Moved moved -> show(move, printer);
            case MoveTiers.Outcome.Refused(var objections) -> printer.refuse(objections);
        };
    }

    private static int show(MoveTiers move, MappingPrinter printer) {
        printer.print(move.published());
        return OK;
    }

    private static int show(MoveTiers move, String version, MappingPrinter printer) {
        var mapping = move.version(Integer.parseInt(version));
        if (mapping.isEmpty()) {
            printer.line("There is no version " + version + ".");
            return FAILED;
        }
        printer.print(mapping.get());
        return OK;
    }
}
