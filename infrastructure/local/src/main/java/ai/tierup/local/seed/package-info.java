/** The accounts, keys and tier mapping with which the local run starts. */
@NullMarked
package ai.tierup.local.seed;

import org.jspecify.annotations.NullMarked;
