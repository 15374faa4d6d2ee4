/** The story of a request: admission, hold, candidates, settlement. {@link ai.tierup.domain.completion.CompleteChat} tells it. */
@NullMarked
package ai.tierup.domain.completion;

import org.jspecify.annotations.NullMarked;
