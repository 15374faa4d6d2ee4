/** A made-up provider, to show what another protocol takes. */
@NullMarked
package ai.tierup.upstream.telegraph;

import org.jspecify.annotations.NullMarked;
