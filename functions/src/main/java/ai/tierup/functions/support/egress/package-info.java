/** Calls to addresses that customers give, without being led into a private network. */
@NullMarked
package ai.tierup.functions.support.egress;

import org.jspecify.annotations.NullMarked;
