package ai.tierup.bench.kernels;

import ai.tierup.api.SseReader;
import ai.tierup.api.inference.AnswerWriters;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.openai.chat.OpenAiChat;
import ai.tierup.upstream.Protocols;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** The way of a stream from a provider's bytes to ours, without the waiting. */
final class StreamTranslation {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final byte[] stream = Inputs.stream();
    private final AnswerWriters writers = ((ParsedRequest.Valid) new OpenAiChat().read(Inputs.request())).writers();

    /** Returns how many bytes were written. */
    Integer translate() {
        var reader = Protocols.OPENAI_COMPATIBLE.newAnswerReader();
        var writer = writers.streamed(new AnswerHead(RequestId.of(NOON, 1), TierId.TIER_2, NOON, null));
        var written = writer.begin().length;
        try (var events = new SseReader(new ByteArrayInputStream(stream))) {
            while (events.next() instanceof SseReader.Event.Data data) {
                for (var event : reader.readEvent(data)) {
                    if (event instanceof UpstreamEvent.TextDelta(var text)) {
                        written += writer.delta(new AnswerDelta.Text(text)).length;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written
                + writer.finish(new AnswerEnd(FinishReason.STOP, new TokenUsage(300, Inputs.PIECES, 0), NOON)).length;
    }
}
