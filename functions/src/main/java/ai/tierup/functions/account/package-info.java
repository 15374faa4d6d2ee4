/** {@code GET /v1/account}, {@code DELETE /v1/sessions}, {@code /v1/sessions/current}, and {@code GET} and {@code PUT /v1/account/alerts}. */
@NullMarked
package ai.tierup.functions.account;

import org.jspecify.annotations.NullMarked;
