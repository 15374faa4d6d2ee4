package ai.tierup.functions.support.gateway;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorBody;
import ai.tierup.api.ErrorCode;
import ai.tierup.domain.id.RequestId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP side of one chat answer: its head once, its body, or one error in place of both. */
public final class ChatResponse {

    private final HttpOutput out;
    private final RequestId id;
    private boolean begun;
    private @Nullable ErrorCode errorCode;

    public ChatResponse(HttpOutput out, RequestId id) {
        this.out = out;
        this.id = id;
    }

    public boolean hasBegun() {
        return begun;
    }

    /** What the client was told went wrong; null when nothing did. */
    @Nullable
    public ErrorCode errorCode() {
        return errorCode;
    }

    public void noteError(ErrorCode code) {
        errorCode = code;
    }

    public void head(String contentType, Map<String, String> headers) {
        var all = new LinkedHashMap<String, String>();
        all.put("content-type", contentType);
        all.put("cache-control", "no-store");
        all.put("x-request-id", id.publicName());
        all.putAll(headers);
        begun = true;
        out.head(200, all);
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
        begun = true;
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("x-request-id", id.publicName());
        headers.putAll(ErrorHeaders.of(error));
        out.head(error.code().status(), headers);
        out.write(ErrorBody.write(error));
        out.flush();
    }
}
