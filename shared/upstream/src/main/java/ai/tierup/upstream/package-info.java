/** The providers of models behind the domain's port: which there are, and the calls to them over HTTP. */
@NullMarked
package ai.tierup.upstream;

import org.jspecify.annotations.NullMarked;
