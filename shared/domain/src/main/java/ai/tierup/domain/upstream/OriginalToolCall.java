package ai.tierup.domain.upstream;

/**
 * The upstream origin of a tool call.
 *
 * @param id the id that the model gave the call
 * @param candidateName name of the candidate, the only one that accepts the id
 */
public record OriginalToolCall(String id, String candidateName) {}
