package ai.tierup.api;

/**
 * An API's names for the request fields that errors can point to.
 *
 * @param model the field with the tier
 * @param conversation the field with the messages
 */
public record FieldNames(
        String model, String conversation, String tools, String responseFormat, String reasoningEffort) {}
