package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.FileProblem;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.wallet.PlaceRefusal;
import java.util.Set;

/** The reason a request gets no answer, or only part of one. */
public sealed interface ChatRefusal {

    /** No hold could be placed on the wallet. */
    record NotPlaced(PlaceRefusal reason) implements ChatRefusal {}

    /** The request could not claim its idempotency key. */
    record NotClaimed(ClaimRefusal reason) implements ChatRefusal {}

    record TierNotAllowed(Tier tier) implements ChatRefusal {}

    /** @param tokens the input in neutral tokens, above the tier's context; if only upstream's count is too long, one above it */
    record ContextTooLong(Tier tier, long tokens) implements ChatRefusal {

        /** Creates the refusal of an input that upstream found too long. How long it is there, is not known. */
        public static ContextTooLong upstream(Tier tier) {
            return new ContextTooLong(tier, tier.limits().contextTokens() + 1L);
        }
    }

    /** @param missing the capabilities that the tier lacks */
    record Unsupported(Tier tier, Set<Capability> missing) implements ChatRefusal {}

    /** @param field the request field that contains the file, or links to it */
    record FileRefused(String field, FileProblem problem) implements ChatRefusal {}

    record ContentPolicy() implements ChatRefusal {}

    record NotAccepted() implements ChatRefusal {}

    /** No candidate answered. Nothing was charged. */
    record UpstreamUnavailable() implements ChatRefusal {}

    /** The time was up before anything was generated. Nothing was charged. */
    record UpstreamTimeout() implements ChatRefusal {}

    /** No candidate sent a token in the time allowed. Nothing was charged. */
    record UpstreamSilent() implements ChatRefusal {}

    /**
     * The answer broke off after something had been generated for the customer, who pays for that.
     *
     * @param allowanceUsed part of the free allowance that was used, at list price; zero except on a free tier
     */
    record AnswerInterrupted(UpstreamFailure cause, Money charged, Money allowanceUsed) implements ChatRefusal {}
}
