package ai.tierup.api.inference;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.domain.id.RequestId;
import java.util.List;
import java.util.Map;

/**
 * A public API through which a model can be asked: its path and its wire format. Who asks, what it costs, idempotency and HTTP are the same
 * for all of them and not its concern. Safe for concurrent use.
 */
public interface InferenceApi {

    /** The path of its requests, without a slash at the end. */
    String path();

    /** Reads the body of a request. Never throws. */
    ReadRequest read(byte[] body);

    /** An answer that consists of this error alone. */
    ErrorAnswer error(ApiError error, RequestId id);

    /**
     * The body of a short request to tier-2, which is rehearsed before a snapshot.
     *
     * @param stream whether it asks for a stream
     */
    byte[] sample(boolean stream);

    /** Lower-case names of headers that may carry the API key where {@code Authorization: Bearer} does not. */
    default List<String> keyHeaders() {
        return List.of();
    }

    /** Headers that every answer has beside those of all APIs, errors included. */
    default Map<String, String> headers(RequestId id) {
        return Map.of();
    }
}
