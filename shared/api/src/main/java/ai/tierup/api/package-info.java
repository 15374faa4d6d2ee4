/** The public API of TierUp that no vendor shapes: the error catalogue, strict JSON, server-sent events. */
@NullMarked
package ai.tierup.api;

import org.jspecify.annotations.NullMarked;
