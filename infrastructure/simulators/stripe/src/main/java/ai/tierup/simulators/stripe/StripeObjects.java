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

/** Everything that exists, oldest first. It is looked at and changed by one thread at a time, within {@link #locked}. */
final class StripeObjects {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SequencedMap<String, ObjectNode> byId = new LinkedHashMap<>();
    private final Optional<Path> file;
    private boolean changed;
    private boolean closed;

    private StripeObjects(Optional<Path> file) {
        this.file = file;
    }

    /** @throws IOException when the file is there and cannot be read */
    static StripeObjects load(Optional<Path> file) throws IOException {
        var objects = new StripeObjects(file);
        if (file.isPresent() && Files.exists(file.get())) {
            for (var object : JSON.readTree(file.get().toFile())) {
                objects.byId.put(object.path("id").asText(), (ObjectNode) object);
            }
        }
        return objects;
    }

    /** Does it while nobody else can; what it has changed is kept before this returns. */
    synchronized <T> T locked(Supplier<T> action) {
        var result = action.get();
        if (changed && !closed) {
            changed = false;
            file.ifPresent(this::write);
        }
        return result;
    }

    /** The file is another's now: what is still under way changes it no more. */
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
        return find(id).orElseThrow(() -> new IllegalStateException("There is no " + id));
    }

    synchronized Stream<ObjectNode> newestFirst(String type) {
        return byId.sequencedValues().reversed().stream()
                .filter(object -> object.path("object").asText().equals(type));
    }

    /** Adds it, or notes that it was changed. */
    synchronized ObjectNode put(ObjectNode object) {
        byId.put(object.path("id").asText(), object);
        changed = true;
        return object;
    }

    /** A reader of the file sees all of it, or all of what was there before. */
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
