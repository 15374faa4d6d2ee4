/** The function that looks for models worth an evaluation. */
@NullMarked
package ai.tierup.functions.assess;

import org.jspecify.annotations.NullMarked;
