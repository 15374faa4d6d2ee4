package ai.tierup.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code service.json}: how the scripts find the running service. Gone when the service is. */
record ServiceFile(Path file) implements AutoCloseable {

    static ServiceFile write(Path file, URI url, URI dynamoDb) throws IOException {
        var json = new ObjectMapper().createObjectNode();
        json.put("url", url.toString());
        json.put("dynamodb_url", dynamoDb.toString());
        json.put("pid", ProcessHandle.current().pid());
        Files.writeString(file, json.toPrettyString() + "\n");
        return new ServiceFile(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
