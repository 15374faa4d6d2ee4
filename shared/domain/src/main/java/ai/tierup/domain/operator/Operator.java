package ai.tierup.domain.operator;

/**
 * A person who runs the service.
 *
 * @param name the operator's name in the records
 */
public record Operator(String name) {}
