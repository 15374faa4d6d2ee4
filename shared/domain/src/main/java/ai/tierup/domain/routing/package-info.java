/** Which candidates are well enough to be asked, and how often a failed request may be sent to another one. */
@NullMarked
package ai.tierup.domain.routing;

import org.jspecify.annotations.NullMarked;
