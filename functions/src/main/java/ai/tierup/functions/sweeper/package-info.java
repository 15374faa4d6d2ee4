/** The function that ends holds which nobody settled. */
@NullMarked
package ai.tierup.functions.sweeper;

import org.jspecify.annotations.NullMarked;
