/** The port to whoever serves a model. */
@NullMarked
package ai.tierup.domain.upstream;

import org.jspecify.annotations.NullMarked;
