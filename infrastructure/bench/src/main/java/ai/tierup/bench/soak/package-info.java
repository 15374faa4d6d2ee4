/** The soak: a long mixed load with faults, and the search for what it leaves behind. */
@NullMarked
package ai.tierup.bench.soak;

import org.jspecify.annotations.NullMarked;
