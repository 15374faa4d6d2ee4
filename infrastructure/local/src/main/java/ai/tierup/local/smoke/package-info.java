/** What {@code scripts/smoke} runs against a service, wherever that is. */
@NullMarked
package ai.tierup.local.smoke;

import org.jspecify.annotations.NullMarked;
