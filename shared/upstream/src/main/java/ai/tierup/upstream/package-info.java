/** The model providers behind the domain's port: their settings and the calls to them over HTTP. */
@NullMarked
package ai.tierup.upstream;

import org.jspecify.annotations.NullMarked;
