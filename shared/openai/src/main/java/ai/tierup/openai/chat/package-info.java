/** The OpenAI chat API as clients speak it: requests in, answers and chunks out. */
@NullMarked
package ai.tierup.openai.chat;

import org.jspecify.annotations.NullMarked;
