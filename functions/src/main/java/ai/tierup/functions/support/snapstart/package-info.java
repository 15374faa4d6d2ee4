/** What a function does around the snapshot that Lambda takes of it and starts many copies from. */
@NullMarked
package ai.tierup.functions.support.snapstart;

import org.jspecify.annotations.NullMarked;
