/** The functions that open and close the platform's days, and measure its pools. */
@NullMarked
package ai.tierup.functions.guardrail;

import org.jspecify.annotations.NullMarked;
