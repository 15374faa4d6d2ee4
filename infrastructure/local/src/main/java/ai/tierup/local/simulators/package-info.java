/** Entry points that run the simulators of upstream and Stripe on their own, and control them from the shell. */
@NullMarked
package ai.tierup.local.simulators;

import org.jspecify.annotations.NullMarked;
