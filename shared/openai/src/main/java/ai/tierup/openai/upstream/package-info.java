/** The OpenAI chat API as providers speak it: requests out, answers and errors in. */
@NullMarked
package ai.tierup.openai.upstream;

import org.jspecify.annotations.NullMarked;
