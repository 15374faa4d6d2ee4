package ai.tierup.functions.support.gateway;

import java.io.OutputStream;

/** How the answer of a streaming function is handed to the Lambda runtime. */
public enum AnswerFormat {

    /** For a route that streams: prelude, eight NUL bytes, the body as it is made. */
    STREAM {
        @Override
        HttpOutput into(OutputStream out) {
            return new PreludeStream(out);
        }
    },

    /** For a route that does not: one JSON object at the end. */
    PROXY {
        @Override
        HttpOutput into(OutputStream out) {
            return new ProxyAnswer(out);
        }
    };

    abstract HttpOutput into(OutputStream out);
}
