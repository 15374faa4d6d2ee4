/** Fetches the images that customers link to, without being led into a private network. */
@NullMarked
package ai.tierup.functions.support.images;

import org.jspecify.annotations.NullMarked;
