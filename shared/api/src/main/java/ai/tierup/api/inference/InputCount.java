package ai.tierup.api.inference;

/** A public API's way of counting the input tokens of a request without having it answered. Safe for concurrent use. */
public interface InputCount {

    /** The path of its requests, without a trailing slash. */
    String path();

    /** Reads the body of a request, which need not have what only an answer needs. Never throws. */
    ParsedRequest read(byte[] body);

    /** Returns the body of the answer, which is JSON. */
    byte[] answer(long inputTokens);
}
