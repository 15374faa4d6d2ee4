package ai.tierup.upstream.protocol;

import ai.tierup.api.SseReader;
import ai.tierup.domain.upstream.UpstreamEvent;
import java.util.List;

/**
 * Reads the answer to one call. What makes no sense is a {@link UpstreamEvent.Failed} and never an exception. Used by one thread.
 */
public interface ProtocolAnswer {

    /** What one server-sent event tells; {@link UpstreamEvent.Ended} says that nothing more will come. */
    List<UpstreamEvent> streamed(SseReader.Event.Data event);

    /** What an answer tells that came in one piece. */
    List<UpstreamEvent> whole(String body);
}
