/** The scheduled job that makes automatic top-ups. */
@NullMarked
package ai.tierup.functions.autotopup;

import org.jspecify.annotations.NullMarked;
