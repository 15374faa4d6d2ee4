/** OpenRouter's chat API. Its own fields are named here and nowhere else. */
@NullMarked
package ai.tierup.upstream.openrouter;

import org.jspecify.annotations.NullMarked;
