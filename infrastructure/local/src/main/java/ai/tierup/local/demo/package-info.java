/** The demos of {@code scripts/demo}, each on a separate service. */
@NullMarked
package ai.tierup.local.demo;

import org.jspecify.annotations.NullMarked;
