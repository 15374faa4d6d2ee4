/** Alerts to customers: what they want to be told of, when it is the case, and how it is delivered. */
@NullMarked
package ai.tierup.domain.alert;

import org.jspecify.annotations.NullMarked;
