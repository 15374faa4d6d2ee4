/** The benchmark: what the gateway adds to a call, at what rate, and what that costs it, measured beside the same call without it. */
@NullMarked
package ai.tierup.bench;

import org.jspecify.annotations.NullMarked;
