package ai.tierup.operator.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The files of the console's look. All but one are those of the site. */
final class ConsoleAssets {

    private static final Map<String, String> TYPES = Map.of(
            "/console.css", "text/css; charset=utf-8",
            "/style.css", "text/css; charset=utf-8",
            "/icon.svg", "image/svg+xml",
            "/inter.woff2", "font/woff2",
            "/source-serif.woff2", "font/woff2");

    private ConsoleAssets() {}

    /** A file with its content type. */
    record Asset(String type, byte[] bytes) {}

    static Optional<Asset> find(String path) {
        return Optional.ofNullable(TYPES.get(path)).map(type -> new Asset(type, read(path)));
    }

    private static byte[] read(String path) {
        var folder = path.equals("/console.css") ? "/console" : "/site";
        try (var file = ConsoleAssets.class.getResourceAsStream(folder + path)) {
            if (file == null) {
                throw new IllegalStateException(folder + path + " is missing");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
