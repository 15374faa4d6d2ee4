/** {@code POST /v1/chat/completions}: the one function that streams. */
@NullMarked
package ai.tierup.functions.inference;

import org.jspecify.annotations.NullMarked;
