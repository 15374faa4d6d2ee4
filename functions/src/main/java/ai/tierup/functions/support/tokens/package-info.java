/** Counting tokens. */
@NullMarked
package ai.tierup.functions.support.tokens;

import org.jspecify.annotations.NullMarked;
