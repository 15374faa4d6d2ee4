/** Fetches the images and documents that customers link to. */
@NullMarked
package ai.tierup.functions.support.files;

import org.jspecify.annotations.NullMarked;
