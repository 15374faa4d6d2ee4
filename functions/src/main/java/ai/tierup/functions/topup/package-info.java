/** Top-ups by customers: {@code POST} and {@code GET /v1/wallet/top-ups}, {@code GET /v1/wallet/top-ups/{id}}, {@code GET /top-ups/done}. */
@NullMarked
package ai.tierup.functions.topup;

import org.jspecify.annotations.NullMarked;
