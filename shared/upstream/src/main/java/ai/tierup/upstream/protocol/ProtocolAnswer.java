package ai.tierup.upstream.protocol;

import ai.tierup.domain.upstream.UpstreamEvent;
import java.util.List;

/**
 * Reads the answer to one call. What makes no sense is a {@link UpstreamEvent.Failed} and never an exception. Used by one thread.
 */
public interface ProtocolAnswer {

    /** The events in the data of one server-sent event; {@link UpstreamEvent.Ended} says that nothing more will come. */
    List<UpstreamEvent> streamed(String data);

    /** The events of an answer that came in one piece. */
    List<UpstreamEvent> whole(String body);
}
