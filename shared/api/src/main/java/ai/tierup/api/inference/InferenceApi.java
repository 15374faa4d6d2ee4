package ai.tierup.api.inference;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.domain.id.RequestId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path and the wire format of a public API for inference. Authentication, billing, idempotency and HTTP are the same for every API and
 * are implemented elsewhere. Safe for concurrent use.
 */
public interface InferenceApi {

    /** The path of its requests, without a trailing slash. */
    String path();

    /** The name of the API in usage records, such as {@code chat}: the part of the path after the version. */
    default String name() {
        return path().split("/", -1)[2];
    }

    /** Reads the body of a request. Never throws. */
    ParsedRequest read(byte[] body);

    /**
     * Reads the body of a request that may refer to earlier answers, which {@code memory} has. Throws only if the memory fails. The answer's
     * writers may keep its output there.
     */
    default ParsedRequest read(byte[] body, AnswerMemory memory) {
        return read(body);
    }

    /** Returns an answer that consists of this error. */
    ErrorAnswer error(ApiError error, RequestId id);

    /**
     * Returns the body of a request to tier-2 for the rehearsal before a snapshot.
     *
     * @param text what is said, in letters and spaces
     * @param stream true if the request asks for a stream
     */
    byte[] sample(String text, boolean stream);

    /** Returns how this API counts the input of a request; empty if it does not. */
    default Optional<InputCount> inputCount() {
        return Optional.empty();
    }

    /** Lower-case names of the headers that may carry the API key in place of {@code Authorization: Bearer}. */
    default List<String> keyHeaders() {
        return List.of();
    }

    /** Headers that this API adds to every answer, errors included. */
    default Map<String, String> headers(RequestId id) {
        return Map.of();
    }
}
