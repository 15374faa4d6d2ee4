/** OpenRouter's chat API. The fields that only OpenRouter has are named in this package alone. */
@NullMarked
package ai.tierup.upstream.openrouter;

import org.jspecify.annotations.NullMarked;
