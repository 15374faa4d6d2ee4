package ai.tierup.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.Field;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of a request's tools. Clients may use 128 characters, and models take 64: a longer name is shortened, always to the same name,
 * and is whole again in the answer.
 */
final class ToolNames {

    static final int MAX_LENGTH = 128;

    private static final int MAX_SHORT_LENGTH = 64;
    private static final int HASH_BYTES = 4;
    private static final int KEPT_LENGTH = MAX_SHORT_LENGTH - 1 - 2 * HASH_BYTES;
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_LENGTH + "}");
    private static final Pattern UNACCEPTABLE = Pattern.compile("[^A-Za-z0-9_-]+");

    private final Map<String, String> wholeByShort = new HashMap<>();

    /** Reads the name of a tool that is offered, in the form for a model. */
    String offered(Field field) {
        var name = field.text();
        if (!ACCEPTABLE.matcher(name).matches()) {
            throw field.invalid("Send a name of 1 to 128 letters, digits, underscores or dashes.");
        }
        var shortName = shortened(name);
        wholeByShort.put(shortName, name);
        return shortName;
    }

    /** Reads the name of a tool that was called earlier. It comes from other software, so unacceptable characters are replaced. */
    static String called(Field field) {
        var name = UNACCEPTABLE.matcher(field.text()).replaceAll("_");
        return name.isEmpty() ? "unnamed" : shortened(name);
    }

    /** Returns the client's name of a tool that a model calls. */
    String whole(String name) {
        return wholeByShort.getOrDefault(name, name);
    }

    private static String shortened(String name) {
        if (name.length() <= MAX_SHORT_LENGTH) {
            return name;
        }
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
            return name.substring(0, KEPT_LENGTH) + "_" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform supports SHA-256", e);
        }
    }
}
