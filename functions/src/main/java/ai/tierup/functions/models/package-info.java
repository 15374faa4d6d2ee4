/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
@NullMarked
package ai.tierup.functions.models;

import org.jspecify.annotations.NullMarked;
