/** Settings from the environment, and the creation of the service's objects from them. */
@NullMarked
package ai.tierup.functions.support.wiring;

import org.jspecify.annotations.NullMarked;
