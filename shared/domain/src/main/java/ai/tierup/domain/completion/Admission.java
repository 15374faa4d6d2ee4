package ai.tierup.domain.completion;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.wallet.HoldBound;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request with its tier and input size, checked before anything is held for it.
 *
 * @param startedAt when the request arrived
 */
record Admission(ChatCall call, Tier tier, InputSize input, RequestMeter meter, Instant startedAt) {

    static Admission of(ChatCall call, Instant startedAt, TierMapping mapping, TokenCounter counter) {
        var request = call.request();
        var conversation = request.conversation();
        var tier = mapping.tier(request.tier());
        return new Admission(
                call,
                call.key().isVisitor() ? tier.free() : tier,
                InputSize.of(conversation),
                new RequestMeter(counter, conversation),
                startedAt);
    }

    /** The reason to refuse the request; empty if it is admitted. */
    Optional<ChatRefusal> objection() {
        if (!call.key().allows(tier.id())) {
            return Optional.of(new ChatRefusal.TierNotAllowed(tier));
        }
        var needs = call.request().conversation().needs();
        if (!tier.capabilities().containsAll(needs)) {
            var missing = EnumSet.copyOf(needs);
            missing.removeAll(tier.capabilities());
            return Optional.of(new ChatRefusal.Unsupported(tier, missing));
        }
        return exceedsContext()
                ? Optional.of(new ChatRefusal.ContextTooLong(tier, meter.inputTokens()))
                : Optional.empty();
    }

    /** Most requests are far below the context, which their bytes show. Only the others are worth the time of a tokeniser. */
    private boolean exceedsContext() {
        var context = tier.limits().contextTokens();
        return input.boundTokens() > context && meter.inputExceeds(context);
    }

    /** Returns whether the request fits into the context of a candidate. Most do, which their bytes show; the tokens of the others are counted. */
    boolean fits(Candidate candidate, int outputCap) {
        return candidate.holds(input.boundTokens(), input.reasoningTokens(), outputCap)
                || candidate.holds(meter.inputTokens(), input.reasoningTokens(), outputCap);
    }

    /** The images and documents that must be fetched before a model is asked, and before the size of the input is known. */
    List<Part.Link> links() {
        return call.request().conversation().links();
    }

    /** Returns the admission with what its links lead to. The texts of documents may be too long for the tier. */
    Admission with(Map<Part.Link, Part.Content> contents, TokenCounter counter) {
        if (contents.isEmpty()) {
            return this;
        }
        var conversation = call.request().conversation().with(contents);
        var complete = call.with(call.request().with(conversation));
        return new Admission(
                complete, tier, InputSize.of(conversation), new RequestMeter(counter, conversation), startedAt);
    }

    /** The requested output cap, or the tier's default. */
    int requestedCap() {
        var asked = call.request().maxOutputTokens();
        return asked == null ? tier.limits().defaultOutputTokens() : asked;
    }

    /** The output cap that the tier grants: the requested one, at most the tier's maximum. */
    int grantedCap() {
        return Math.min(requestedCap(), tier.limits().maxOutputTokens());
    }

    /** The most the request can consume, whichever candidate answers. */
    HoldBound bound() {
        return new HoldBound(tier, input.boundTokens(), input.nativeBoundTokens(), grantedCap());
    }

    /** The same with the input counted, which takes longer. */
    HoldBound exactBound() {
        return new HoldBound(tier, meter.inputTokens(), input.nativeBoundTokens(), grantedCap());
    }
}
