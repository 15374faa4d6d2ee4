package ai.tierup.domain.upstream;

/**
 * Where a tool call really came from.
 *
 * @param id the id that the model gave it
 * @param candidateName the candidate, which alone understands that id
 */
public record OriginalToolCall(String id, String candidateName) {}
