/** Deciding which model serves a class of tiers best: what a catalogue offers, and what an evaluation has shown. */
@NullMarked
package ai.tierup.domain.assess;

import org.jspecify.annotations.NullMarked;
