package ai.tierup.functions.support.gateway;

import java.util.Map;

/** Where an HTTP answer goes: its head, then its body, then the end. */
interface HttpOutput {

    /** Status and headers. Once, and before the body. */
    void head(int status, Map<String, String> headers);

    void write(byte[] bytes);

    /** Makes everything written so far travel now, where the way to the client allows that. */
    void flush();

    /** Nothing comes any more. */
    void end();
}
