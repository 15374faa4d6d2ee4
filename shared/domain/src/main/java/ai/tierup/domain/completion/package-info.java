/** Handling of a request: admission, hold, candidates, settlement. Start at {@link ai.tierup.domain.completion.CompleteChat}. */
@NullMarked
package ai.tierup.domain.completion;

import org.jspecify.annotations.NullMarked;
