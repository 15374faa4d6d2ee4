package ai.tierup.functions.support.gateway;

import java.util.Map;

/** The destination of an HTTP answer: its head, then its body, then its end. */
interface HttpOutput {

    /** Sends status and headers, once, before the body. */
    void head(int status, Map<String, String> headers);

    void write(byte[] bytes);

    /** Sends everything written so far, if the output streams. */
    void flush();

    /** Returns whether the client gets what was written as soon as it is flushed. Then a body may also have other bytes than those of text. */
    boolean isStreamed();

    /** Completes the answer. */
    void end();
}
