/** The interfaces that each inference API implements: reading requests, writing answers and errors. */
@NullMarked
package ai.tierup.api.inference;

import org.jspecify.annotations.NullMarked;
