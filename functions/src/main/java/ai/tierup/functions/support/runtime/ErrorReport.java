package ai.tierup.functions.support.runtime;

import ai.tierup.api.JsonBytes;

/**
 * A failure as it is reported to Lambda.
 *
 * @param category AWS's name for the phase in which it happened
 * @param type class name of the exception
 */
record ErrorReport(String category, String type, String message) {

    static final String HEADER = "Lambda-Runtime-Function-Error-Type";

    /** Returns the report of a failed start. Operators need its message, which cannot contain a customer's text before any request. */
    static ErrorReport ofStart(String category, Throwable thrown) {
        var root = root(thrown);
        var type = root.getClass().getName();
        return new ErrorReport(category, type, root.getMessage() == null ? type : root.getMessage());
    }

    /** Returns the report of a failed request. It omits the message, which may quote the request. */
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

    /** Returns the original exception. Frameworks wrap it, and CRaC suppresses exceptions of hooks under one without a message. */
    private static Throwable root(Throwable thrown) {
        if (thrown.getCause() != null) {
            return root(thrown.getCause());
        }
        return thrown.getSuppressed().length > 0 && thrown.getMessage() == null
                ? root(thrown.getSuppressed()[0])
                : thrown;
    }
}
