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

    private static final byte[] SPACE = {' '};

    private final HttpOutput out;
    private final RequestId id;
    private @Nullable InferenceApi api;
    private final Map<String, String> more = new LinkedHashMap<>();
    private int status;
    private boolean isWaiting;
    private boolean brokenOff;
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

    /** Adds headers to the answer, whatever it is. Web pages may read them. */
    public void alwaysWith(Map<String, String> headers) {
        more.putAll(headers);
    }

    public boolean hasBegun() {
        return status > 0;
    }

    /** Returns the status that was sent to the client; 0 if there was none yet. */
    public int status() {
        return status;
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
        all.putAll(headers);
        begin(200, all);
    }

    /**
     * Sends white space, which JSON may begin with, so that nobody takes the connection for dead while a JSON answer is prepared. The first call
     * also begins the answer, so an error that comes later cannot have a status of its own. Has no effect if the output does not stream.
     */
    public void keepOpen(Map<String, String> headers) {
        if (!out.isStreamed()) {
            return;
        }
        if (!hasBegun()) {
            head("application/json", headers);
            isWaiting = true;
        }
        out.write(SPACE);
        out.flush();
    }

    /** Sends a whole answer. */
    public void reply(Reply reply) {
        if (reply.error() != null) {
            recordError(reply.error());
        }
        begin(reply.status(), reply.headers());
        out.write(reply.body());
        out.flush();
    }

    public void write(byte[] bytes) {
        isWaiting = false;
        out.write(bytes);
    }

    public void flush() {
        out.flush();
    }

    /** Returns whether the body may be compressed. */
    public boolean isStreamed() {
        return out.isStreamed();
    }

    /** Cuts the connection in place of completing the answer, so that the client does not take what it has for the whole. */
    public void breakOff() {
        brokenOff = true;
    }

    boolean isBrokenOff() {
        return brokenOff;
    }

    /**
     * Sends an error as the whole answer. If the answer has begun, its status is already sent: then the error is the body of an answer that
     * consists of white space so far, and is only recorded otherwise.
     */
    public void error(ApiError error) {
        recordError(error.code());
        if (hasBegun() && !isWaiting) {
            return;
        }
        var answer = api == null ? ErrorAnswer.of(error) : api.error(error, id);
        if (!hasBegun()) {
            var headers = new LinkedHashMap<String, String>();
            headers.put("content-type", "application/json");
            headers.putAll(answer.headers());
            begin(answer.status(), headers);
        }
        write(answer.body());
        out.flush();
    }

    /** Sends the head with the headers that all answers of the API have. */
    private void begin(int answerStatus, Map<String, String> headers) {
        status = answerStatus;
        var all = new LinkedHashMap<>(headers);
        all.putIfAbsent("x-request-id", id.publicName());
        StandardHeaders.ofApi().forEach(all::putIfAbsent);
        var readable = new LinkedHashMap<>(more);
        if (api != null) {
            readable.putAll(api.headers(id));
        }
        if (!readable.isEmpty()) {
            all.putAll(readable);
            Cors.expose(all, readable.keySet());
        }
        out.head(status, all);
    }
}
