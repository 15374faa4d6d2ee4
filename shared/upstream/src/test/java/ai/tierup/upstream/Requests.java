package ai.tierup.upstream;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.NativeRatio;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sample requests, candidates and settings for the tests of this module. */
public final class Requests {

    private Requests() {}

    public static UpstreamSettings settings(URI baseUrl) {
        return settings(new Provider(ProviderId.DEFAULT, baseUrl, Protocols.OPENROUTER, null));
    }

    public static UpstreamSettings settings(Provider... providers) {
        return new UpstreamSettings(List.of(providers), Duration.ofSeconds(3));
    }

    public static Candidate candidate(String slug) {
        return candidate(ProviderId.DEFAULT, slug);
    }

    public static Candidate candidate(ProviderId provider, String slug) {
        return new Candidate(
                provider,
                slug,
                Set.of(Capability.TOOLS, Capability.REASONING_EFFORT),
                1000,
                TokenPrices.ofUsdPerMillion("3", "15"),
                NativeRatio.ONE);
    }

    public static UpstreamRequest saying(String text) {
        return saying(text, candidate("north/alpha"));
    }

    public static UpstreamRequest saying(String text, Candidate candidate) {
        var conversation = new Conversation(
                List.of(new Message(Message.Role.USER, List.of(new Part.Text(text)), null)),
                List.of(),
                null,
                null,
                new ResponseFormat.Text(),
                Sampling.DEFAULT);
        return of(candidate, conversation);
    }

    public static UpstreamRequest of(Candidate candidate, Conversation conversation) {
        return new UpstreamRequest(candidate, conversation, 300, "user-tag", "session-tag", Map.of());
    }
}
