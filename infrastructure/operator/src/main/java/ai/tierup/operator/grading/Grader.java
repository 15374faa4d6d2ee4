package ai.tierup.operator.grading;

/** Decides whether an answer is right. */
@FunctionalInterface
public interface Grader {

    boolean isRight(Answer answer);
}
