package ai.tierup.domain.tier;

import java.util.regex.Pattern;

/**
 * The name of a provider of models, in mappings and settings.
 *
 * @param value a lower-case letter, then up to 31 of {@code a-z 0-9 _}
 */
public record ProviderId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    /** The provider of candidates that do not name one. */
    public static final ProviderId DEFAULT = new ProviderId("default");

    public ProviderId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not the name of a provider: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
