/** {@code GET /v1/account} and {@code DELETE /v1/sessions}. */
@NullMarked
package ai.tierup.functions.account;

import org.jspecify.annotations.NullMarked;
