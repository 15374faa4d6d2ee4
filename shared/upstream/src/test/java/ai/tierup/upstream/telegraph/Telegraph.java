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
import ai.tierup.upstream.protocol.ProtocolAnswer;
import ai.tierup.upstream.protocol.ProtocolRequest;
import java.util.List;
import java.util.Map;

/**
 * A wire that has nothing in common with OpenAI's: the key in a header of its own, the words of a conversation in one array, and answers
 * in events with names, of which the word count of the request comes first and that of the answer last.
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
    public ProtocolAnswer answer() {
        return new EventsAnswer();
    }

    @Override
    public UpstreamFailure failure(int status, String body) {
        return body.startsWith("TOO MANY WORDS") ? UpstreamFailure.CONTEXT_TOO_LONG : UpstreamFailure.UNAVAILABLE;
    }

    /** Keeps the request's count until the answer's has come, as no reader of single chunks could. */
    private static final class EventsAnswer implements ProtocolAnswer {

        private long wordsAsked;

        @Override
        public List<UpstreamEvent> streamed(SseReader.Event.Data event) {
            return read(event.name(), event.text());
        }

        @Override
        public List<UpstreamEvent> whole(String body) {
            return body.lines()
                    .map(line -> line.split(" ", 2))
                    .flatMap(line -> read(line[0], line[1]).stream())
                    .toList();
        }

        private List<UpstreamEvent> read(String name, String text) {
            return switch (name) {
                case "received" -> {
                    wordsAsked = Long.parseLong(text);
                    yield List.of();
                }
                case "says" -> List.of(new UpstreamEvent.TextDelta(text));
                case "stop" ->
                    List.of(
                            new UpstreamEvent.Usage(new TokenUsage(wordsAsked, Long.parseLong(text), 0), null),
                            new UpstreamEvent.Finished(FinishReason.STOP),
                            new UpstreamEvent.Ended());
                default -> List.of(new UpstreamEvent.Failed(UpstreamFailure.UNAVAILABLE));
            };
        }
    }
}
