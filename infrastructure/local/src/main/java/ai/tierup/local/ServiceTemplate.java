package ai.tierup.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Reads {@code template.yaml}. Reading YAML takes a tenth of a start, so the build's folder keeps a copy as JSON, which has the time of the
 * template from which it was made.
 */
public final class ServiceTemplate {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COPY = "infrastructure/local/target/template.json";

    private ServiceTemplate() {}

    /**
     * Returns the whole template as a tree.
     *
     * @param home the repository's folder
     * @throws IOException if there is no template, or it is not YAML
     */
    public static JsonNode read(Path home) throws IOException {
        var template = home.resolve("template.yaml");
        var copy = home.resolve(COPY);
        var time = Files.getLastModifiedTime(template);
        if (Files.exists(copy) && Files.getLastModifiedTime(copy).equals(time)) {
            return JSON.readTree(copy.toFile());
        }
        var tree = new ObjectMapper(new YAMLFactory()).readTree(template.toFile());
        if (Files.isWritable(copy.getParent())) {
            var written = Files.createTempFile(copy.getParent(), "template", ".json");
            JSON.writeValue(written.toFile(), tree);
            Files.setLastModifiedTime(written, time);
            Files.move(written, copy, StandardCopyOption.ATOMIC_MOVE);
        }
        return tree;
    }
}
