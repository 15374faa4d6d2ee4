/** Proofs of work, which make mass sign-ups more expensive. */
@NullMarked
package ai.tierup.functions.support.proof;

import org.jspecify.annotations.NullMarked;
