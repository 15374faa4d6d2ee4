package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The store of all objects, oldest first. One thread at a time reads and changes it, within {@link #locked}. */
final class StripeObjects {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SequencedMap<String, ObjectNode> byId = new LinkedHashMap<>();
    private final Optional<Path> file;
    private boolean changed;
    private boolean closed;

    private StripeObjects(Optional<Path> file) {
        this.file = file;
    }

    /** @throws IOException if the file exists but cannot be read */
    static StripeObjects load(Optional<Path> file) throws IOException {
        var objects = new StripeObjects(file);
        if (file.isPresent() && Files.exists(file.get())) {
            for (var object : JSON.readTree(file.get().toFile())) {
                objects.byId.put(object.path("id").asText(), (ObjectNode) object);
            }
        }
        return objects;
    }

    /** Runs an action with exclusive access, and saves its changes before it returns. */
    synchronized <T> T locked(Supplier<T> action) {
        var result = action.get();
        if (changed && !closed) {
            changed = false;
            file.ifPresent(this::write);
        }
        return result;
    }

    /** Stops saving to the file, which may now belong to another simulator. */
    synchronized void close() {
        closed = true;
    }

    synchronized Optional<ObjectNode> find(String type, String id) {
        return find(id).filter(object -> object.path("object").asText().equals(type));
    }

    synchronized Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized ObjectNode get(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("There is no object " + id));
    }

    synchronized Stream<ObjectNode> newestFirst(String type) {
        return byId.sequencedValues().reversed().stream()
                .filter(object -> object.path("object").asText().equals(type));
    }

    /** Adds an object, or marks it as changed. */
    synchronized ObjectNode put(ObjectNode object) {
        byId.put(object.path("id").asText(), object);
        changed = true;
        return object;
    }

    /** Replaces the file atomically. */
    private void write(Path target) {
        try {
            var temporary = target.resolveSibling(target.getFileName() + ".new");
            JSON.writeValue(temporary.toFile(), byId.values());
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
