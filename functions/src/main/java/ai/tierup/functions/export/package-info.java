/** {@code GET /v1/account/export}: everything that is stored about an account, in one streamed answer. */
@NullMarked
package ai.tierup.functions.export;

import org.jspecify.annotations.NullMarked;
