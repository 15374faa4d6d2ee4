package ai.tierup.domain.answer;

import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.wallet.PlaceRefusal;
import java.util.Set;

/** Why a request gets no answer, or only a part of one. */
public sealed interface ChatRefusal {

    /** The wallet does not allow it. */
    record NotPlaced(PlaceRefusal reason) implements ChatRefusal {}

    /** The key it came under does not allow it. */
    record NotClaimed(ClaimRefusal reason) implements ChatRefusal {}

    record TierNotAllowed(Tier tier) implements ChatRefusal {}

    record ContextTooLong(Tier tier) implements ChatRefusal {}

    record OutputCapTooLarge(Tier tier) implements ChatRefusal {}

    /** @param missing what no model of the tier can do */
    record Unsupported(Tier tier, Set<Capability> missing) implements ChatRefusal {}

    record ContentPolicy() implements ChatRefusal {}

    record NotAccepted() implements ChatRefusal {}

    /** @param charged whether a part of the answer was delivered and paid for */
    record UpstreamUnavailable(boolean charged) implements ChatRefusal {}

    /** @param charged whether a part of the answer was delivered and paid for */
    record UpstreamTimeout(boolean charged) implements ChatRefusal {}
}
