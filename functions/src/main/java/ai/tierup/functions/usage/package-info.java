/** {@code GET /v1/usage} and the records behind it. */
@NullMarked
package ai.tierup.functions.usage;

import org.jspecify.annotations.NullMarked;
