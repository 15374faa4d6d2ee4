/** The part of Lambda that handlers need: their creation, and the context of an invocation. */
@NullMarked
package ai.tierup.local.lambda;

import org.jspecify.annotations.NullMarked;
