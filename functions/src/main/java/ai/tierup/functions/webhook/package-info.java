/** The payment provider's events: {@code POST /webhooks/stripe}. */
@NullMarked
package ai.tierup.functions.webhook;

import org.jspecify.annotations.NullMarked;
