package ai.tierup.openai;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Verbosity;
import ai.tierup.domain.tier.TierId;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the fields that requests to all of OpenAI's APIs have. */
public final class RequestFields {

    private static final int MAX_SHORT_TEXT_LENGTH = 512;
    private static final int MAX_METADATA_ENTRIES = 16;
    private static final int MAX_METADATA_KEY_LENGTH = 64;
    private static final int MAX_METADATA_VALUE_LENGTH = 512;
    private static final Map<String, Verbosity> VERBOSITIES = byName(Verbosity.values(), OpenAiEnums::of);

    private RequestFields() {}

    /** Returns the tier that {@code model} names. */
    public static TierId tier(Field model) {
        if (!model.isPresent()) {
            throw new BadRequest(ApiErrors.missingField("model", "Ask for tier-1, tier-2, tier-3 or tier-4."));
        }
        return TierId.named(model.text()).orElseThrow(() -> new BadRequest(ApiErrors.modelNotFound()));
    }

    /** Returns a number; null if it is absent or the default, because some models refuse even that. */
    public static @Nullable Double number(Field request, String name, double min, double max, double defaultNumber) {
        return request.at(name)
                .optional()
                .map(field -> field.number(min, max))
                .filter(number -> number != defaultNumber)
                .orElse(null);
    }

    public static @Nullable String shortText(Field request, String name, @Nullable String defaultText) {
        return request.at(name)
                .nonEmpty()
                .map(field -> field.text(MAX_SHORT_TEXT_LENGTH))
                .orElse(defaultText);
    }

    /** Returns the verbosity; null if it is absent or the default. */
    public static @Nullable Verbosity verbosity(Field verbosity) {
        return verbosity
                .nonEmpty()
                .map(field -> oneOf(field, VERBOSITIES))
                .filter(level -> level != Verbosity.MEDIUM)
                .orElse(null);
    }

    /** Validates metadata as OpenAI does. */
    public static void refuseBadMetadata(Field metadata) {
        if (metadata.nonEmpty().isEmpty()) {
            return;
        }
        var names = metadata.object().node().fieldNames();
        var count = 0;
        while (names.hasNext()) {
            var name = names.next();
            if (++count > MAX_METADATA_ENTRIES || name.length() > MAX_METADATA_KEY_LENGTH) {
                throw metadata.invalid("Send at most 16 entries with keys of at most 64 characters.");
            }
            metadata.at(name).text(MAX_METADATA_VALUE_LENGTH);
        }
    }

    public static <T> Map<String, T> byName(T[] values, Function<T, String> name) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(name, Function.identity()));
    }

    public static <T> T oneOf(Field field, Map<String, T> valuesByName) {
        return Objects.requireNonNull(valuesByName.get(field.oneOf(valuesByName.keySet())));
    }
}
