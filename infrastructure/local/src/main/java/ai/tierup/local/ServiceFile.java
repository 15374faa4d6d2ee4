package ai.tierup.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code service.json}: how the scripts find the running service. Gone when the service is, unless that was killed. */
record ServiceFile(Path file) implements AutoCloseable {

    static final String NAME = "service.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the file says of a service that runs. */
    record Running(URI url, URI dynamoDb) {}

    static ServiceFile write(Path file, URI url, URI dynamoDb) throws IOException {
        var json = JSON.createObjectNode();
        json.put("url", url.toString());
        json.put("dynamodb_url", dynamoDb.toString());
        json.put("pid", ProcessHandle.current().pid());
        Files.writeString(file, json.toPrettyString() + "\n");
        return new ServiceFile(file);
    }

    /** @throws IOException when there is no such service, saying why */
    static Running find(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no " + file);
        }
        var json = JSON.readTree(file.toFile());
        var pid = json.path("pid").asLong();
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new IOException("process " + pid + ", which wrote " + file + ", is gone");
        }
        return new Running(
                URI.create(json.path("url").asText()),
                URI.create(json.path("dynamodb_url").asText()));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
