/** Posts alerts to the webhooks of customers. */
@NullMarked
package ai.tierup.functions.support.webhooks;

import org.jspecify.annotations.NullMarked;
