/** The secrets, read when they are needed and cached for a limited time. */
@NullMarked
package ai.tierup.functions.support.secrets;

import org.jspecify.annotations.NullMarked;
