/** What the platform may lose in a day: pools of money that environments draw leases from. */
@NullMarked
package ai.tierup.domain.guardrail;

import org.jspecify.annotations.NullMarked;
