package ai.tierup.functions.chat;

import ai.tierup.domain.id.RequestId;
import ai.tierup.functions.gateway.ErrorHeaders;
import ai.tierup.openai.ApiError;
import ai.tierup.openai.ErrorBody;
import ai.tierup.openai.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP side of one chat answer: its head once, its body, or one error in place of both. */
final class ChatResponse {

    private final HttpOutput out;
    private final RequestId id;
    private boolean begun;
    private @Nullable ErrorCode errorCode;

    ChatResponse(HttpOutput out, RequestId id) {
        this.out = out;
        this.id = id;
    }

    boolean hasBegun() {
        return begun;
    }

    /** What the client was told went wrong; null when nothing did. */
    @Nullable
    ErrorCode errorCode() {
        return errorCode;
    }

    void noteError(ErrorCode code) {
        errorCode = code;
    }

    void head(String contentType, Map<String, String> headers) {
        var all = new LinkedHashMap<String, String>();
        all.put("content-type", contentType);
        all.put("cache-control", "no-store");
        all.put("x-request-id", id.publicName());
        all.putAll(headers);
        begun = true;
        out.head(200, all);
    }

    void write(byte[] bytes) {
        out.write(bytes);
    }

    void flush() {
        out.flush();
    }

    /** The whole answer is this error; nothing when an answer has begun, because its status is on its way already. */
    void error(ApiError error) {
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
