/** The port to the providers that serve the models. */
@NullMarked
package ai.tierup.domain.upstream;

import org.jspecify.annotations.NullMarked;
