package ai.tierup.upstream;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.TokenFactor;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests and settings for the tests of this module. */
public final class Requests {

    private Requests() {}

    public static UpstreamSettings settings(URI baseUrl) {
        return new UpstreamSettings(
                baseUrl,
                Protocols.OPENROUTER,
                null,
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                Duration.ofSeconds(40));
    }

    public static Candidate candidate(String slug) {
        return new Candidate(
                slug,
                Set.of(Capability.TOOLS, Capability.REASONING_EFFORT),
                1000,
                TokenPrices.ofUsdPerMillion("3", "15"),
                TokenFactor.ONE);
    }

    public static UpstreamRequest saying(String text, boolean stream) {
        var conversation = new Conversation(
                List.of(new Message(Message.Role.USER, List.of(new Part.Text(text)), null)),
                List.of(),
                null,
                null,
                new ResponseFormat.Text(),
                Sampling.DEFAULT);
        return of(candidate("north/alpha"), conversation, stream);
    }

    public static UpstreamRequest of(Candidate candidate, Conversation conversation, boolean stream) {
        return new UpstreamRequest(
                candidate, conversation, 300, stream, "user-tag", "session-tag", Map.of(), Duration.ofMinutes(5));
    }
}
