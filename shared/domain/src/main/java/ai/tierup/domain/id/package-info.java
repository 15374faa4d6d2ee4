/** Ids that sort by time. */
@NullMarked
package ai.tierup.domain.id;

import org.jspecify.annotations.NullMarked;
