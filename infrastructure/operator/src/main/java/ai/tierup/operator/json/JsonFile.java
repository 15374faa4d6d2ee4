package ai.tierup.operator.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Reads JSON files that operators write by hand, and says what is wrong with them. */
public final class JsonFile {

    private JsonFile() {}

    /** @throws IOException if there is no file, or it is not JSON; the message says in which line */
    public static JsonNode read(ObjectMapper mapper, Path file) throws IOException {
        try {
            return mapper.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " is not JSON, in line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Refuses fields that nobody reads: what a misspelt one says would be missed.
     *
     * @throws IllegalArgumentException if an object has others than the known ones
     */
    public static void refuseOthers(JsonNode json, Set<String> known) {
        json.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("there is no field " + name);
                });
    }
}
