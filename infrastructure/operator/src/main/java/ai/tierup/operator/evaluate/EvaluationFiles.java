package ai.tierup.operator.evaluate;

import java.nio.file.Path;
import java.util.List;

/**
 * Where evaluations find their files.
 *
 * @param criteria what is demanded of the models of each class
 * @param tasks the folders of tasks: the shipped one, and the operator's own
 * @param runFunction the script that runs the functions that models write
 * @param folder where evaluations are kept
 */
public record EvaluationFiles(Path criteria, List<Path> tasks, Path runFunction, EvaluationFolder folder) {

    public EvaluationFiles {
        tasks = List.copyOf(tasks);
    }
}
