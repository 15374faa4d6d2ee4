package ai.tierup.operator;

import ai.tierup.domain.assess.ModelSource;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.operator.evaluate.EvaluationFiles;
import ai.tierup.operator.evaluate.EvaluationFolder;
import ai.tierup.operator.evaluate.Evaluator;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;

/** Evaluates models that might replace the first candidate of a tier. */
record EvaluateCommand(EvaluationFiles files) implements OperatorCommand {

    private static final String RESUME = "resume";

    @Override
    public String usage() {
        return "scripts/evaluate TIER (which models suit; costs nothing) | TIER SPEND-LIMIT [MODEL …] | resume NAME"
                + " [SPEND-LIMIT]   (a limit is in dollars, such as 5 or 2.50)";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        if (arguments.isEmpty()) {
            return false;
        }
        if (arguments.getFirst().equals(RESUME)) {
            return (arguments.size() == 2 || (arguments.size() == 3 && isLimit(arguments.get(2))))
                    && EvaluationFolder.isName(arguments.get(1));
        }
        return TierId.named(arguments.getFirst()).isPresent() && (arguments.size() == 1 || isLimit(arguments.get(1)));
    }

    private static boolean isLimit(String text) {
        return Arguments.amount(text)
                .filter(amount -> !amount.isNegative() && !amount.isZero())
                .isPresent();
    }

    private static Money limit(List<String> arguments, int index) {
        return Arguments.amount(arguments.get(index)).orElseThrow();
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var evaluator = new Evaluator(
                files,
                service.getBean(ModelSource.class),
                service.getBean(Upstream.class),
                service.getBean(TokenCounter.class),
                service.getBean(InstantSource.class),
                out);
        try {
            return arguments.getFirst().equals(RESUME)
                    ? resume(service, evaluator, arguments)
                    : evaluate(service, evaluator, arguments);
        } catch (IllegalArgumentException | IllegalStateException e) {
            out.println(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            out.println("Nothing was evaluated: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static int evaluate(BeanContext service, Evaluator evaluator, List<String> arguments)
            throws IOException, InterruptedException {
        var mapping = new UseCases(service).moveTiers().published().live();
        var tier = mapping.tier(TierId.named(arguments.getFirst()).orElseThrow());
        if (arguments.size() == 1) {
            evaluator.screen(tier);
            return OK;
        }
        var models = arguments.subList(2, arguments.size());
        return evaluator.begin(mapping, tier, limit(arguments, 1), models) ? OK : FAILED;
    }

    private static int resume(BeanContext service, Evaluator evaluator, List<String> arguments)
            throws IOException, InterruptedException {
        var name = arguments.get(1);
        var version = evaluator.mappingVersion(name);
        var mapping = new UseCases(service)
                .moveTiers()
                .version(version)
                .orElseThrow(() -> new IllegalStateException("There is no mapping " + version + " any more."));
        return evaluator.resume(name, mapping, arguments.size() == 3 ? limit(arguments, 2) : null) ? OK : FAILED;
    }
}
