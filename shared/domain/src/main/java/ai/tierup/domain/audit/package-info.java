/** The audit log of an account: who did what, when, and from which network. */
@NullMarked
package ai.tierup.domain.audit;

import org.jspecify.annotations.NullMarked;
