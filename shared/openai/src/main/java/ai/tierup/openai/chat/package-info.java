/** OpenAI's chat API towards clients: reading requests, writing whole answers and chunks. */
@NullMarked
package ai.tierup.openai.chat;

import org.jspecify.annotations.NullMarked;
