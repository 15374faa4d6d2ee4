/** Graders of tasks with exactly one rule of what is right. None of them asks a model. */
@NullMarked
package ai.tierup.operator.grading;

import org.jspecify.annotations.NullMarked;
