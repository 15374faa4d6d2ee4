/** Ids of requests, top-ups and tool calls, and the form of ids that sort by time. */
@NullMarked
package ai.tierup.domain.id;

import org.jspecify.annotations.NullMarked;
