package ai.tierup.openai.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tool as a client knows it. Models know only functions with flat names.
 *
 * @param namespace the group of tools to which it belongs; null if it belongs to none
 * @param name its name, unique in the namespace
 */
record ClientTool(Kind kind, @Nullable String namespace, String name) {

    private static final int MAX_MODEL_NAME_LENGTH = 64;
    private static final int HASH_DIGITS = 8;
    private static final String SEPARATOR = "__";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern UNACCEPTABLE = Pattern.compile("[^A-Za-z0-9_-]");

    /** The kind of a tool, which decides on the form of its calls. */
    enum Kind {
        /** Its arguments are a JSON object. */
        FUNCTION,
        /** Its input is free text. */
        CUSTOM,
        /** A search for tools that the client executes. */
        SEARCH
    }

    static ClientTool function(@Nullable String namespace, String name) {
        return new ClientTool(Kind.FUNCTION, namespace, name);
    }

    /** The name that a model is told, unless another tool of the request has it. */
    String modelName() {
        return PLAIN.matcher(flatName()).matches() ? flatName() : uniqueModelName();
    }

    /** A name for models that no tool with another name or namespace has. */
    String uniqueModelName() {
        var readable = UNACCEPTABLE.matcher(flatName()).replaceAll("_");
        var length = Math.min(readable.length(), MAX_MODEL_NAME_LENGTH - HASH_DIGITS - 1);
        return readable.substring(0, length) + "_" + hash();
    }

    private String flatName() {
        return namespace == null ? name : namespace + SEPARATOR + name;
    }

    private String hash() {
        try {
            var bytes = (namespace + "\n" + name).getBytes(UTF_8);
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform supports SHA-256", e);
        }
    }
}
