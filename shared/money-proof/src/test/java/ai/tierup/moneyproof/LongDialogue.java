package ai.tierup.moneyproof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.completion.ChatCall;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.completion.ChatFixture;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.completion.RecordingSink;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.idempotency.IdempotentRequest;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.usage.TokenUsage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** Conversations with the same system prompt, which is long enough to be repeated. A token is a character. */
final class LongDialogue {

    /** The tokens of the system prompt. */
    static final long OPENING_TOKENS = 3 + 4 + 1_100;

    private static final String OPENING = "w".repeat(1_100);
    private static final String ANSWER = "Hello to you";

    private LongDialogue() {}

    /** The conversation in which {@code text} is said. */
    static ChatRequest request(TierId tier, String text) {
        var conversation = ChatFixture.conversation(new Part.Text(text));
        return new ChatRequest(
                tier,
                conversation.withMessages(List.of(message(Role.SYSTEM, OPENING), message(Role.USER, text))),
                1_000,
                true,
                "end-user-5",
                null);
    }

    private static Message message(Role role, String text) {
        return new Message(role, List.of(new Part.Text(text)), null);
    }

    /** Sends the conversation to {@code process}. The model answers it. */
    static ChatEnd send(ServiceProcess process, AccountId account, TierId tier, String text) {
        var call = new ChatCall(
                process.ids.next(),
                KeyedRequests.apiKey(process, account),
                "chat",
                request(tier, text),
                () -> Duration.ofMinutes(5));
        var key = IdempotentRequest.of(account, text, text.getBytes(US_ASCII)).orElseThrow();
        var end = process.completeOnce(asked -> answering(), store -> store).complete(call, key, new RecordingSink());
        process.awaitReturns();
        return end;
    }

    private static UpstreamCall answering() {
        var events = new ArrayDeque<UpstreamEvent>(List.of(
                new UpstreamEvent.TextDelta(ANSWER),
                new UpstreamEvent.Finished(FinishReason.STOP),
                new UpstreamEvent.Usage(new TokenUsage(300, 4, 0), null),
                new UpstreamEvent.Ended()));
        return new UpstreamCall() {

            @Override
            public Optional<UpstreamEvent> next(Duration patience) {
                return Optional.of(events.removeFirst());
            }

            @Override
            public void close() {
                events.clear();
            }
        };
    }
}
