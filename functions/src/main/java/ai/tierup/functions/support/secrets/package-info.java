/** What must not be seen, fetched when it is needed and kept for a while. */
@NullMarked
package ai.tierup.functions.support.secrets;

import org.jspecify.annotations.NullMarked;
