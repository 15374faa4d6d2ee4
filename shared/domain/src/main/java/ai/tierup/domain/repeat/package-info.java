/** Repeated input: what an account has sent in the last minutes is recognised, and is charged at a fraction of the price. */
@NullMarked
package ai.tierup.domain.repeat;

import org.jspecify.annotations.NullMarked;
