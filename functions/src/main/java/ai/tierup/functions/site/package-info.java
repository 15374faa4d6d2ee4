/** The page at {@code /}, and {@code /healthz}. */
@NullMarked
package ai.tierup.functions.site;

import org.jspecify.annotations.NullMarked;
