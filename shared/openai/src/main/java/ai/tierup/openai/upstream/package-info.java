/** OpenAI's chat API towards providers: writing requests, reading answers and errors. */
@NullMarked
package ai.tierup.openai.upstream;

import org.jspecify.annotations.NullMarked;
