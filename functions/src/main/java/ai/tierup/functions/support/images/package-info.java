/** Fetches the images that customers link to. */
@NullMarked
package ai.tierup.functions.support.images;

import org.jspecify.annotations.NullMarked;
