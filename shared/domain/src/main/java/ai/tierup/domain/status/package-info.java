/** What the status page tells: how many requests of a day were answered, how soon, and why others were not. */
@NullMarked
package ai.tierup.domain.status;

import org.jspecify.annotations.NullMarked;
