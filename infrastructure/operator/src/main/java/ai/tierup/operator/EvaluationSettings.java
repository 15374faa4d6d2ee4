package ai.tierup.operator;

import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.operator.evaluate.EvaluationFiles;
import ai.tierup.operator.evaluate.EvaluationFolder;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the files of evaluations: the shipped ones, and those that the environment names. */
final class EvaluationSettings {

    private static final String CRITERIA = "TIERUP_CRITERIA";

    /** Folders of the operator's own tasks, which are added to the shipped ones. */
    private static final String TASKS = "TIERUP_TASKS";

    private static final String EVALUATIONS = "TIERUP_EVALUATIONS";

    private EvaluationSettings() {}

    /** @param home the repository's folder */
    static EvaluationFiles files(Variables variables, Path home) {
        var shipped = home.resolve("infrastructure/tiers");
        var tasks = new ArrayList<Path>();
        tasks.add(shipped.resolve("tasks"));
        variables
                .text(TASKS)
                .map(text -> List.of(text.split(Pattern.quote(File.pathSeparator), -1)))
                .orElse(List.of())
                .forEach(folder -> tasks.add(Path.of(folder)));
        return new EvaluationFiles(
                variables.text(CRITERIA).map(Path::of).orElse(shipped.resolve("criteria.json")),
                tasks,
                shipped.resolve("run_function.py"),
                new EvaluationFolder(variables
                        .text(EVALUATIONS)
                        .map(Path::of)
                        .orElse(home.resolve(".tierup/evaluations"))
                        .toAbsolutePath()));
    }
}
