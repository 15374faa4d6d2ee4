/** {@code GET /v1/wallet}, {@code GET /v1/wallet/entries} and {@code PUT /v1/wallet/daily-limit}. */
@NullMarked
package ai.tierup.functions.wallet;

import org.jspecify.annotations.NullMarked;
