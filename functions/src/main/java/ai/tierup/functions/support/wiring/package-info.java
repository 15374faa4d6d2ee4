/** Settings from the environment, and the objects made from them. */
@NullMarked
package ai.tierup.functions.support.wiring;

import org.jspecify.annotations.NullMarked;
