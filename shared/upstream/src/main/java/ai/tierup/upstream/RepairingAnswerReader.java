package ai.tierup.upstream;

import ai.tierup.api.SseReader;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.upstream.protocol.ProtocolAnswerReader;
import java.util.ArrayList;
import java.util.List;

/** Repairs two mistakes that servers of any protocol make: characters split between events, and tool calls that share an index. */
final class RepairingAnswerReader implements ProtocolAnswerReader {

    private final ProtocolAnswerReader answer;
    private final ToolCallNumbers toolCalls = new ToolCallNumbers();
    private final SplitCharacters characters = new SplitCharacters();

    RepairingAnswerReader(ProtocolAnswerReader answer) {
        this.answer = answer;
    }

    @Override
    public List<UpstreamEvent> readEvent(SseReader.Event.Data event) {
        return repaired(answer.readEvent(event));
    }

    @Override
    public List<UpstreamEvent> readWhole(String body) {
        return repaired(answer.readWhole(body));
    }

    private List<UpstreamEvent> repaired(List<UpstreamEvent> events) {
        var repaired = new ArrayList<UpstreamEvent>(events.size());
        for (var event : events) {
            characters.join(toolCalls.number(event)).ifPresent(repaired::add);
        }
        return repaired;
    }
}
