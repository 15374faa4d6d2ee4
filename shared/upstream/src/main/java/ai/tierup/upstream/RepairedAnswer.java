package ai.tierup.upstream;

import ai.tierup.api.SseReader;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.upstream.protocol.ProtocolAnswer;
import java.util.ArrayList;
import java.util.List;

/** Repairs what servers of any protocol get wrong: characters that are cut in two, and tool calls that share an index. */
final class RepairedAnswer implements ProtocolAnswer {

    private final ProtocolAnswer answer;
    private final ToolCallNumbers toolCalls = new ToolCallNumbers();
    private final SplitCharacters characters = new SplitCharacters();

    RepairedAnswer(ProtocolAnswer answer) {
        this.answer = answer;
    }

    @Override
    public List<UpstreamEvent> streamed(SseReader.Event.Data event) {
        return repaired(answer.streamed(event));
    }

    @Override
    public List<UpstreamEvent> whole(String body) {
        return repaired(answer.whole(body));
    }

    private List<UpstreamEvent> repaired(List<UpstreamEvent> events) {
        var repaired = new ArrayList<UpstreamEvent>(events.size());
        for (var event : events) {
            characters.join(toolCalls.number(event)).ifPresent(repaired::add);
        }
        return repaired;
    }
}
