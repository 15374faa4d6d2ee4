package ai.tierup.functions.docs;

import java.util.Arrays;
import java.util.List;
import org.commonmark.node.FencedCodeBlock;

/**
 * A block of code of a guide.
 *
 * @param words what follows the language: {@code file=NAME} names the file that it is, other words are for the tests
 */
record CodeBlock(String language, List<String> words, String code) {

    private static final String FILE = "file=";

    static CodeBlock of(FencedCodeBlock block) {
        var info = Arrays.asList(block.getInfo().strip().split(" +"));
        return new CodeBlock(
                info.getFirst(),
                info.subList(1, info.size()),
                block.getLiteral().stripTrailing());
    }

    /** Returns the code with its colours, the name of its file, and a button that copies it. */
    String html() {
        var file = words.stream().filter(word -> word.startsWith(FILE)).findFirst();
        return "<div class=\"code\">"
                + file.map(word -> "<p class=\"file\">" + CodeColours.escape(word.substring(FILE.length())) + "</p>")
                        .orElse("")
                + "<button type=\"button\" class=\"copy-code\" hidden>Copy</button><pre><code>"
                + CodeColours.html(code, language)
                + "</code></pre></div>";
    }
}
