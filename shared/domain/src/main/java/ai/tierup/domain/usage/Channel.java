package ai.tierup.domain.usage;

/**
 * The way a request came.
 *
 * @param api the name of the public API, such as {@code chat}
 * @param stream whether the client asked for a stream
 */
public record Channel(String api, boolean stream) {}
