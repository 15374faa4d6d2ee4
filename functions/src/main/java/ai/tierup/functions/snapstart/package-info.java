/** What a function does around the snapshot that Lambda takes of it and starts many copies from. */
@NullMarked
package ai.tierup.functions.snapstart;

import org.jspecify.annotations.NullMarked;
