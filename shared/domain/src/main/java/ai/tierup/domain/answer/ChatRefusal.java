package ai.tierup.domain.answer;

import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.wallet.PlaceRefusal;
import java.util.Set;

/** The reason a request gets no answer, or only part of one. */
public sealed interface ChatRefusal {

    /** No hold could be placed on the wallet. */
    record NotPlaced(PlaceRefusal reason) implements ChatRefusal {}

    /** The request could not claim its idempotency key. */
    record NotClaimed(ClaimRefusal reason) implements ChatRefusal {}

    record TierNotAllowed(Tier tier) implements ChatRefusal {}

    record ContextTooLong(Tier tier) implements ChatRefusal {}

    record OutputCapTooLarge(Tier tier) implements ChatRefusal {}

    /** @param missing the capabilities that the tier lacks */
    record Unsupported(Tier tier, Set<Capability> missing) implements ChatRefusal {}

    record ContentPolicy() implements ChatRefusal {}

    record NotAccepted() implements ChatRefusal {}

    /** @param charged whether part of the answer was delivered and charged */
    record UpstreamUnavailable(boolean charged) implements ChatRefusal {}

    /** @param charged whether part of the answer was delivered and charged */
    record UpstreamTimeout(boolean charged) implements ChatRefusal {}
}
