package ai.tierup.domain.tier;

import java.time.Instant;

/**
 * A move of the pointers, as it is kept in their history.
 *
 * @param to the pointers after the move
 * @param what name of the move: {@code seed}, {@code canary}, {@code promote}, {@code rollback}
 * @param who an operator, or the service itself
 */
public record TierMove(TierPointers to, String what, String who, Instant at, String why) {}
