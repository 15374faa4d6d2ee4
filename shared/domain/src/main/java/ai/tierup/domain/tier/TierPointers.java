package ai.tierup.domain.tier;

import org.jspecify.annotations.Nullable;

/**
 * Which versions of the mapping customers get.
 *
 * @param revision counts the moves of the pointers
 * @param live version that every account gets, except those of the canary
 * @param previous version that was live before; null if a rollback has led here, or nothing was
 */
public record TierPointers(
        int revision,
        int live,
        @Nullable Integer previous,
        @Nullable Canary canary) {

    /** The pointers of a stage whose first version becomes live. */
    public static TierPointers first(int version) {
        return new TierPointers(1, version, null, null);
    }

    public TierPointers withCanary(Canary next) {
        return new TierPointers(revision + 1, live, previous, next);
    }

    /** The same pointers, not moved, without their canary. */
    TierPointers withoutCanary() {
        return new TierPointers(revision, live, previous, null);
    }

    /** Makes a version live and ends the canary. */
    public TierPointers promoted(int version) {
        return new TierPointers(revision + 1, version, version == live ? previous : Integer.valueOf(live), null);
    }

    /** Returns whether there is a canary or an earlier live version to go back to. */
    public boolean canRollBack() {
        return canary != null || previous != null;
    }

    /** Ends the canary, or else makes the previous version live again. That one has no previous version: a second rollback would undo the first. */
    public TierPointers rolledBack() {
        if (canary != null) {
            return new TierPointers(revision + 1, live, previous, null);
        }
        if (previous == null) {
            throw new IllegalStateException("There is no version to go back to");
        }
        return new TierPointers(revision + 1, previous, null, null);
    }
}
