/** {@code POST /v1/chat/completions}: the one function that streams. */
@NullMarked
package ai.tierup.functions.chat;

import org.jspecify.annotations.NullMarked;
