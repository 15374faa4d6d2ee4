/** The simulators of upstream and of Stripe beside a service: started on their own, and steered from the shell. */
@NullMarked
package ai.tierup.local.simulators;

import org.jspecify.annotations.NullMarked;
