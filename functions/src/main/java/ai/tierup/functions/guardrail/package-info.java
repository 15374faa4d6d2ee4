/** The functions that begin and end the platform's days, and watch its pools. */
@NullMarked
package ai.tierup.functions.guardrail;

import org.jspecify.annotations.NullMarked;
