/** The limit on what the platform may lose in a day: pools of money from which environments take leases. */
@NullMarked
package ai.tierup.domain.guardrail;

import org.jspecify.annotations.NullMarked;
