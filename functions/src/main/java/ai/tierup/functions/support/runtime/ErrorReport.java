package ai.tierup.functions.support.runtime;

import ai.tierup.api.JsonBytes;

/**
 * What Lambda is told of a failure.
 *
 * @param category AWS's word for where it happened
 * @param type class of what was thrown
 */
record ErrorReport(String category, String type, String message) {

    static final String HEADER = "Lambda-Runtime-Function-Error-Type";

    /** Before any request: no customer's text can be in it, and the message is what an operator needs. */
    static ErrorReport ofStart(String category, Throwable thrown) {
        var root = root(thrown);
        var type = root.getClass().getName();
        return new ErrorReport(category, type, root.getMessage() == null ? type : root.getMessage());
    }

    /** Of a request, whose text may stand in a message: that stays here. */
    static ErrorReport ofHandler(Throwable thrown) {
        return new ErrorReport("Runtime.UserException", thrown.getClass().getName(), "the handler failed");
    }

    byte[] json() {
        return JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringField("errorMessage", message);
            json.writeStringField("errorType", type);
            json.writeArrayFieldStart("stackTrace");
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Frameworks wrap what they did not expect, and hooks of a snapshot are suppressed exceptions of one that says nothing. */
    private static Throwable root(Throwable thrown) {
        if (thrown.getCause() != null) {
            return root(thrown.getCause());
        }
        return thrown.getSuppressed().length > 0 && thrown.getMessage() == null
                ? root(thrown.getSuppressed()[0])
                : thrown;
    }
}
