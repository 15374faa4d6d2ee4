package ai.tierup.functions.docs;

import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * A guide.
 *
 * @param name the last part of its address
 * @param title as the list of guides has it
 * @param summary what it is about, in a few words
 * @param markdown its text
 */
record Guide(String name, String title, String summary, String markdown) {

    /** Returns the first block of code below a heading. */
    CodeBlock codeBelow(String heading) {
        var isBelow = false;
        for (Node node = Markdown.parse(markdown).getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading) {
                isBelow = Markdown.text(node).equals(heading);
            } else if (isBelow && node instanceof FencedCodeBlock block) {
                return CodeBlock.of(block);
            }
        }
        throw new IllegalStateException("There is no code below " + heading);
    }
}
