package ai.tierup.domain.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who did something, and from where.
 *
 * @param network null if it was not done over the network, or the address is not known
 */
public record Origin(Actor actor, @Nullable Network network) {

    public static final Origin OPERATOR = new Origin(Actor.OPERATOR, null);
    public static final Origin SERVICE = new Origin(Actor.SERVICE, null);
}
