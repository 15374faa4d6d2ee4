package ai.tierup.api;

/**
 * An API's names for the request fields that errors can point to.
 *
 * @param model the field with the tier
 * @param conversation the field with the messages
 * @param outputCap the field in which this request limited its answer
 */
public record FieldNames(
        String model,
        String conversation,
        String outputCap,
        String tools,
        String responseFormat,
        String reasoningEffort) {}
