/** What {@code scripts/demo} shows: claims of the service, each on a service of its own. */
@NullMarked
package ai.tierup.local.show;

import org.jspecify.annotations.NullMarked;
