/**
 * The proof that money is neither lost nor created, by a search of every order of events.
 *
 * <p>{@link ai.tierup.domain.proof.Search} visits every state that a {@link ai.tierup.domain.proof.Model} can reach.
 * {@link ai.tierup.domain.proof.WalletModel} runs the service's own code. {@link ai.tierup.domain.proof.LeaseModel} models the
 * platform's guardrail. The mutants are the other half of the proof, and show what breaks when a rule is left out.
 */
@NullMarked
package ai.tierup.domain.proof;

import org.jspecify.annotations.NullMarked;
