/** The seam for providers: what a protocol is asked for. A package beside this one implements it. */
@NullMarked
package ai.tierup.upstream.protocol;

import org.jspecify.annotations.NullMarked;
