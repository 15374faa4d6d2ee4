package ai.tierup.upstream.protocol;

import ai.tierup.api.SseReader;
import ai.tierup.domain.upstream.UpstreamEvent;
import java.util.List;

/**
 * Reads the answer to one call. Input that makes no sense becomes a {@link UpstreamEvent.Failed}, never an exception. Not safe for
 * concurrent use.
 */
public interface ProtocolAnswerReader {

    /** Reads one server-sent event. {@link UpstreamEvent.Ended} marks the end of the answer. */
    List<UpstreamEvent> readEvent(SseReader.Event.Data event);

    /** Reads an answer that arrived in one piece. */
    List<UpstreamEvent> readWhole(String body);
}
