/** What Lambda does for a handler: makes it, and tells it how long it may run. */
@NullMarked
package ai.tierup.local.lambda;

import org.jspecify.annotations.NullMarked;
