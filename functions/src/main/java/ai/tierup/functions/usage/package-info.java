/** {@code GET /v1/usage} and the usage records. */
@NullMarked
package ai.tierup.functions.usage;

import org.jspecify.annotations.NullMarked;
