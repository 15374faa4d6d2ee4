/** Evaluations of candidates: their tasks, their runs within a spend limit, their reports, and the proposals that come of them. */
@NullMarked
package ai.tierup.operator.evaluate;

import org.jspecify.annotations.NullMarked;
