package ai.tierup.upstream;

import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.upstream.protocol.ProtocolAnswer;
import java.util.List;
import java.util.Optional;

/** Repairs what servers of any protocol get wrong: characters that are cut in two, and tool calls that share an index. */
final class RepairedAnswer implements ProtocolAnswer {

    private final ProtocolAnswer answer;
    private final ToolCallNumbers toolCalls = new ToolCallNumbers();
    private final SplitCharacters characters = new SplitCharacters();

    RepairedAnswer(ProtocolAnswer answer) {
        this.answer = answer;
    }

    @Override
    public List<UpstreamEvent> streamed(String data) {
        return repaired(answer.streamed(data));
    }

    @Override
    public List<UpstreamEvent> whole(String body) {
        return repaired(answer.whole(body));
    }

    private List<UpstreamEvent> repaired(List<UpstreamEvent> events) {
        return events.stream()
                .map(toolCalls::number)
                .map(characters::join)
                .flatMap(Optional::stream)
                .toList();
    }
}
