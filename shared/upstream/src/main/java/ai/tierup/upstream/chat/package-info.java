/** OpenAI's chat API as a protocol; each provider's dialect of it has a package of its own. */
@NullMarked
package ai.tierup.upstream.chat;

import org.jspecify.annotations.NullMarked;
