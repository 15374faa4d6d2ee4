/**
 * The proof that money is neither lost nor made: every order of events, searched.
 *
 * <p>{@link ai.tierup.domain.proof.Search} visits every state that a {@link ai.tierup.domain.proof.Model} can get into. In
 * {@link ai.tierup.domain.proof.WalletModel} the service's own code runs; {@link ai.tierup.domain.proof.LeaseModel} is the
 * platform's guardrail. What breaks when a rule is left out is the other half of the proof: the mutants.
 */
@NullMarked
package ai.tierup.domain.proof;

import org.jspecify.annotations.NullMarked;
