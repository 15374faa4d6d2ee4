package ai.tierup.functions.support.gateway;

import java.io.OutputStream;

/** The format in which a streaming function hands its answer to the Lambda runtime. */
public enum AnswerFormat {

    /** A prelude, eight NUL bytes, then the body in pieces; for a route that streams. */
    STREAM {
        @Override
        HttpOutput into(OutputStream out) {
            return new PreludeStream(out);
        }
    },

    /** One JSON object at the end; for a route that does not stream. */
    PROXY {
        @Override
        HttpOutput into(OutputStream out) {
            return new ProxyAnswer(out);
        }
    };

    abstract HttpOutput into(OutputStream out);
}
