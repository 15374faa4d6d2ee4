/** The demos of {@code scripts/demo}, each on a service of its own. */
@NullMarked
package ai.tierup.local.demo;

import org.jspecify.annotations.NullMarked;
