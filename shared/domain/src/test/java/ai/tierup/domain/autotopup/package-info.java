/** Tests of automatic top-ups, and their store in memory. */
@NullMarked
package ai.tierup.domain.autotopup;

import org.jspecify.annotations.NullMarked;
