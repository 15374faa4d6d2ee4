package ai.tierup.functions.docs;

import ai.tierup.api.JsonBytes;
import ai.tierup.functions.docs.Markdown.Section;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** What the search of the documentation looks through: each part of each page with its words. The browser searches it, line by line. */
final class SearchIndex {

    private static final int MAX_HEADING_LEVEL = 3;

    private final List<Part> parts = new ArrayList<>();

    /**
     * A part of a page below a heading.
     *
     * @param address relative to the front page
     * @param heading empty for what comes first on a page
     */
    private record Part(String address, String page, String heading, String words) {}

    /** Adds a guide, part by part. */
    void add(Guide guide) {
        var address = "docs/" + guide.name();
        var document = Markdown.parse(guide.markdown());
        var headings = Markdown.sections(document).iterator();
        var heading = new Section(1, "", "");
        var words = new StringBuilder();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (!(node instanceof Heading)) {
                words.append(node instanceof FencedCodeBlock block ? names(block) : Markdown.text(node))
                        .append(' ');
                continue;
            }
            var next = headings.next();
            if (next.level() > 1 && next.level() <= MAX_HEADING_LEVEL) {
                add(address, guide.title(), heading, words);
                heading = next;
                words.setLength(0);
            }
        }
        add(address, guide.title(), heading, words);
    }

    private void add(String address, String page, Section heading, StringBuilder words) {
        var anchor = heading.id().isEmpty() ? "" : "#" + heading.id();
        parts.add(new Part(
                address + anchor, page, heading.title(), words.toString().strip()));
    }

    /** Of code, only the names of settings are searched. */
    private static String names(FencedCodeBlock block) {
        return String.join(" ", block.getLiteral().split("[^A-Za-z0-9_.]+"));
    }

    void add(ApiGroup group, OpenApi.Operation operation) {
        parts.add(new Part(
                "docs/api/" + group.publicName() + "#" + operation.id(),
                group.title(),
                operation.method() + " " + operation.path(),
                Markdown.text(Markdown.parse(operation.summary() + "\n\n"
                        + operation.node().path("description").asText()))));
    }

    byte[] json() {
        return JsonBytes.of(json -> {
            json.writeStartArray();
            for (var part : parts) {
                write(json, part);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Part part) throws IOException {
        json.writeStartArray();
        json.writeString(part.address());
        json.writeString(part.page());
        json.writeString(part.heading());
        json.writeString(part.words());
        json.writeEndArray();
    }
}
