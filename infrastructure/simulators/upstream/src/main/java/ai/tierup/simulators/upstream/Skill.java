package ai.tierup.simulators.upstream;

import java.util.Map;
import java.util.SplittableRandom;

/**
 * How good a simulated model is at the tasks of an answer book. The draws depend only on the model, the task and the number of the run, so
 * an evaluation has the same results whenever it is repeated.
 *
 * @param right the share of tasks that it does right
 * @param weak the categories in which it does fewer right, and how many
 * @param reasoningTokens the tokens of its reasoning before an answer, if it reasons
 * @param failures the share of calls that it does not answer
 */
record Skill(double right, Map<String, Double> weak, int reasoningTokens, double failures) {

    static final int REASONING_TOKENS = 16;

    /** A model that makes no mistakes. */
    static final Skill PERFECT = new Skill(1, Map.of(), REASONING_TOKENS, 0);

    /** How many tasks are as hard for one model as for any other. At the others, models differ, and so do their runs. */
    private static final double SHARED = 0.8;

    boolean isRight(String slug, String category, String task, int run) {
        var isShared = draw(slug + '\n' + task) < SHARED;
        return draw(isShared ? task : slug + '\n' + task + '\n' + run) < weak.getOrDefault(category, right);
    }

    boolean fails(String slug, String task, int run) {
        return failures > 0 && draw(slug + "\nfails\n" + task + '\n' + run) < failures;
    }

    private static double draw(String text) {
        var hash = 0L;
        for (var i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return new SplittableRandom(hash).nextDouble();
    }
}
