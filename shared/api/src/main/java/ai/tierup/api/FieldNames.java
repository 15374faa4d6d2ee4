package ai.tierup.api;

/**
 * The names under which an API takes what an error can point to.
 *
 * @param model the field that names the tier
 * @param conversation the field that holds the messages
 * @param outputCap the field by which this request limited its answer
 */
public record FieldNames(
        String model,
        String conversation,
        String outputCap,
        String tools,
        String responseFormat,
        String reasoningEffort) {}
