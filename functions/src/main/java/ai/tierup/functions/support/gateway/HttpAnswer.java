package ai.tierup.functions.support.gateway;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.api.ErrorCode;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.domain.id.RequestId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP side of one answer: a head and a body, or one error instead. Not safe for concurrent use. */
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

    /** Returns the id of the request, which is also a header of the answer. */
    public RequestId id() {
        return id;
    }

    /** Adds the headers of {@code api} to the answer and gives errors its shape. The default is our own shape. */
    public void formatFor(InferenceApi api) {
        this.api = api;
    }

    public boolean hasBegun() {
        return begun;
    }

    /** Returns the error that was sent to the client; null if there was none. */
    @Nullable
    public ErrorCode errorCode() {
        return errorCode;
    }

    /** Records an error that is part of the body. */
    public void recordError(ErrorCode code) {
        errorCode = code;
    }

    /** Begins a successful answer. */
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

    /** Sends an error as the whole answer. If the answer has begun, its status is already sent, so the error is only recorded. */
    public void error(ApiError error) {
        recordError(error.code());
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
