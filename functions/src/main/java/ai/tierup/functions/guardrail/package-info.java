/** The function that begins and ends the platform's days. */
@NullMarked
package ai.tierup.functions.guardrail;

import org.jspecify.annotations.NullMarked;
