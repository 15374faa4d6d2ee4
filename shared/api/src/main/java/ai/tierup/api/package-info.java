/** The parts of the public API that follow no vendor's format: the error catalogue, strict JSON, server-sent events. */
@NullMarked
package ai.tierup.api;

import org.jspecify.annotations.NullMarked;
