package ai.tierup.upstream.telegraph;

import ai.tierup.api.JsonBytes;
import ai.tierup.api.SseReader;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.upstream.protocol.Protocol;
import ai.tierup.upstream.protocol.ProtocolAnswerReader;
import ai.tierup.upstream.protocol.ProtocolRequest;
import java.util.List;
import java.util.Map;

/**
 * A protocol that has nothing in common with OpenAI's. Its key has a custom header, and the conversation is one array of words. Answers
 * are named events; the first carries the word count of the request, the last that of the answer.
 */
public final class Telegraph implements Protocol {

    @Override
    public ProtocolRequest request(UpstreamRequest request, String model, String key) {
        var body = JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringField("to", model);
            json.writeNumberField("limit", request.maxOutputTokens());
            json.writeArrayFieldStart("words");
            for (var message : request.conversation().messages()) {
                for (var part : message.parts()) {
                    if (part instanceof Part.Text(var text)) {
                        json.writeString(text);
                    }
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        return new ProtocolRequest("/telegrams/" + model, Map.of("x-telegraph-key", key), body);
    }

    @Override
    public ProtocolAnswerReader newAnswerReader() {
        return new EventReader();
    }

    @Override
    public UpstreamFailure failure(int status, String body) {
        return body.startsWith("TOO MANY WORDS") ? UpstreamFailure.CONTEXT_TOO_LONG : UpstreamFailure.UNAVAILABLE;
    }

    /** Keeps the request's word count until the answer's arrives, so it needs state between events. */
    private static final class EventReader implements ProtocolAnswerReader {

        private long requestWords;

        @Override
        public List<UpstreamEvent> readEvent(SseReader.Event.Data event) {
            return read(event.name(), event.text());
        }

        @Override
        public List<UpstreamEvent> readWhole(String body) {
            return body.lines()
                    .map(line -> line.split(" ", 2))
                    .flatMap(line -> read(line[0], line[1]).stream())
                    .toList();
        }

        private List<UpstreamEvent> read(String name, String text) {
            return switch (name) {
                case "received" -> {
                    requestWords = Long.parseLong(text);
                    yield List.of();
                }
                case "says" -> List.of(new UpstreamEvent.TextDelta(text));
                case "stop" ->
                    List.of(
                            new UpstreamEvent.Usage(new TokenUsage(requestWords, Long.parseLong(text), 0), null),
                            new UpstreamEvent.Finished(FinishReason.STOP),
                            new UpstreamEvent.Ended());
                default -> List.of(UpstreamEvent.Failed.brokenOff(UpstreamFailure.UNAVAILABLE));
            };
        }
    }
}
