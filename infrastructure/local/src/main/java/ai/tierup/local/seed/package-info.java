/** The accounts, keys and tier mapping that the local run begins with. */
@NullMarked
package ai.tierup.local.seed;

import org.jspecify.annotations.NullMarked;
