/** A fictional provider whose protocol differs from OpenAI's in every way that matters. */
@NullMarked
package ai.tierup.upstream.telegraph;

import org.jspecify.annotations.NullMarked;
