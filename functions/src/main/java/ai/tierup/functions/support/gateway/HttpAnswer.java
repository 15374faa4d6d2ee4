package ai.tierup.functions.support.gateway;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.api.ErrorCode;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.domain.id.RequestId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP side of one answer: its head once and its body, or one error in place of both. Used by one thread. */
public final class HttpAnswer {

    private final HttpOutput out;
    private final RequestId id;
    private @Nullable InferenceApi api;
    private boolean begun;
    private @Nullable ErrorCode errorCode;

    HttpAnswer(HttpOutput out, RequestId id) {
        this.out = out;
        this.id = id;
    }

    /** The id of the request, which the answer tells. */
    public RequestId id() {
        return id;
    }

    /** Gives the answer {@code api}'s headers, and its errors {@code api}'s shape; without this they have our own. */
    public void formatFor(InferenceApi api) {
        this.api = api;
    }

    public boolean hasBegun() {
        return begun;
    }

    /** What the client was told went wrong; null when nothing did. */
    @Nullable
    public ErrorCode errorCode() {
        return errorCode;
    }

    /** Remembers an error that the body tells. */
    public void noteError(ErrorCode code) {
        errorCode = code;
    }

    /** Begins an answer that is no error. */
    public void head(String contentType, Map<String, String> headers) {
        var all = new LinkedHashMap<String, String>();
        all.put("content-type", contentType);
        all.put("cache-control", "no-store");
        begin(200, all, headers);
    }

    public void write(byte[] bytes) {
        out.write(bytes);
    }

    public void flush() {
        out.flush();
    }

    /** The whole answer is this error; nothing when an answer has begun, because its status is on its way already. */
    public void error(ApiError error) {
        noteError(error.code());
        if (begun) {
            return;
        }
        var answer = api == null ? ErrorAnswer.of(error) : api.error(error, id);
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/json");
        begin(answer.status(), headers, answer.headers());
        out.write(answer.body());
        out.flush();
    }

    private void begin(int status, Map<String, String> first, Map<String, String> last) {
        begun = true;
        first.put("x-request-id", id.publicName());
        if (api != null) {
            first.putAll(api.headers(id));
        }
        first.putAll(last);
        out.head(status, first);
    }
}
