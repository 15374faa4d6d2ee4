package ai.tierup.functions.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All guides, in the order and under the headings of {@code docs/guides/README.md}.
 *
 * @param sections the guides of each heading
 */
record Guides(Map<String, List<Guide>> sections) {

    private static final String LIST = "README.md";
    private static final Pattern ENTRY = Pattern.compile("- \\[(?<title>.+?)]\\((?<file>[^)]+)\\): (?<summary>.+)");

    static Guides load() {
        var sections = new LinkedHashMap<String, List<Guide>>();
        var heading = "";
        for (var line : file(LIST).lines().toList()) {
            var entry = ENTRY.matcher(line);
            if (line.startsWith("## ")) {
                heading = line.substring("## ".length());
            } else if (entry.matches()) {
                var file = fileName(entry.group("file"));
                sections.computeIfAbsent(heading, absent -> new ArrayList<>())
                        .add(new Guide(nameOf(file), entry.group("title"), entry.group("summary"), file(file)));
            }
        }
        return new Guides(sections);
    }

    /** What the list of guides says before its first heading. */
    static String introduction() {
        var list = file(LIST);
        return list.substring(0, list.indexOf("\n## "));
    }

    /** The guide with this name, whatever its heading. */
    Optional<Guide> named(String name) {
        return all().stream().filter(guide -> guide.name().equals(name)).findFirst();
    }

    List<Guide> all() {
        return sections.values().stream().flatMap(List::stream).toList();
    }

    /** Returns the name of the page of a Markdown file, wherever it is in the repository. */
    static String nameOf(String file) {
        return fileName(file).replaceFirst("\\.md$", "").toLowerCase(Locale.ROOT);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Reads a file of the documentation, which the build puts into one folder. */
    static String file(String name) {
        try (var file = Guides.class.getResourceAsStream("/docs/" + name)) {
            if (file == null) {
                throw new IllegalStateException("The documentation has no file " + name);
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
