/** OpenAI's chat API as a protocol. Each dialect of it is a separate package. */
@NullMarked
package ai.tierup.upstream.chat;

import org.jspecify.annotations.NullMarked;
