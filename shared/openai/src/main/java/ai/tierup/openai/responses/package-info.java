/** OpenAI's Responses API towards clients: reading requests, writing whole answers and events. */
@NullMarked
package ai.tierup.openai.responses;

import org.jspecify.annotations.NullMarked;
