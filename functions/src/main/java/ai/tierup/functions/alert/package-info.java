/** The function that raises and delivers alerts to customers. */
@NullMarked
package ai.tierup.functions.alert;

import org.jspecify.annotations.NullMarked;
