package ai.tierup.domain.operator;

/**
 * A person who runs the service.
 *
 * @param name who that is in the records
 */
public record Operator(String name) {}
