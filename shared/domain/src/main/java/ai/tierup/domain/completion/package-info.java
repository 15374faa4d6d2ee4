/**
 * The neutral conversation, the upstream port, and {@link ai.tierup.domain.completion.CompleteChat}, the story of a request.
 * Free of any wire shape, so that other public APIs can be skins over the same use case.
 */
@NullMarked
package ai.tierup.domain.completion;

import org.jspecify.annotations.NullMarked;
