package ai.tierup.anthropic;

import ai.tierup.api.JsonBytes;
import ai.tierup.api.inference.InputCount;
import ai.tierup.api.inference.ParsedRequest;

/** The count of a message's input: {@code {"input_tokens":N}}. */
final class CountTokens implements InputCount {

    @Override
    public String path() {
        return "/v1/messages/count_tokens";
    }

    @Override
    public ParsedRequest read(byte[] body) {
        return MessagesRequestReader.readToCount(body);
    }

    @Override
    public byte[] answer(long inputTokens) {
        return JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeNumberField("input_tokens", inputTokens);
            json.writeEndObject();
        });
    }
}
