/** What the payment provider tells us: {@code POST /webhooks/stripe}. */
@NullMarked
package ai.tierup.functions.webhook;

import org.jspecify.annotations.NullMarked;
