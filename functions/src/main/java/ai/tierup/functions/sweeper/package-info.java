/** The function that ends expired holds. */
@NullMarked
package ai.tierup.functions.sweeper;

import org.jspecify.annotations.NullMarked;
