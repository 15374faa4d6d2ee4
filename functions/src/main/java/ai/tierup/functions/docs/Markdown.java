package ai.tierup.functions.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Renders our Markdown as HTML: tables that can be scrolled, coloured code, headings that can be linked to, and links between guides.
 *
 * @param linker returns the address for the target of a link
 */
record Markdown(UnaryOperator<String> linker) {

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /** A heading, with the id by which it can be linked to. */
    record Section(int level, String id, String title) {}

    static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    String html(String markdown) {
        return html(parse(markdown));
    }

    /** Returns the HTML of a short text, without the paragraph around it. */
    String inline(String markdown) {
        return html(markdown).strip().replaceFirst("^<p>", "").replaceFirst("</p>$", "");
    }

    String html(Node node) {
        var ids = IdGenerator.builder().build();
        return HtmlRenderer.builder()
                .escapeHtml(true)
                .attributeProviderFactory(context -> (each, tag, attributes) -> addAttributes(each, attributes, ids))
                .nodeRendererFactory(CodeBlocks::new)
                .nodeRendererFactory(Tables::new)
                // The first renderer of a kind of node is used, so ours come before.
                .extensions(List.of(TablesExtension.create()))
                .build()
                .render(node);
    }

    private void addAttributes(Node node, Map<String, String> attributes, IdGenerator ids) {
        if (node instanceof Heading heading) {
            attributes.put("id", ids.generateId(text(heading)));
        }
        if (node instanceof Link link) {
            attributes.put("href", linker.apply(link.getDestination()));
        }
        if (node instanceof TableCell cell && !cell.isHeader()) {
            attributes.put("data-label", headerOf(cell));
        }
    }

    /** Returns the heading of a cell's column, which narrow pages show in the cell. */
    private static String headerOf(TableCell cell) {
        Node header = cell.getParent()
                .getParent()
                .getParent()
                .getFirstChild()
                .getFirstChild()
                .getFirstChild();
        for (Node before = cell.getPrevious(); before != null; before = before.getPrevious()) {
            header = header.getNext();
        }
        return text(header);
    }

    /** The headings of a document, with the ids that {@link #html} gives them. */
    static List<Section> sections(Node document) {
        var ids = IdGenerator.builder().build();
        var sections = new ArrayList<Section>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                var title = text(heading);
                sections.add(new Section(heading.getLevel(), ids.generateId(title), title));
            }
        });
        return sections;
    }

    /** The text of a node, as somebody reads it. */
    static String text(Node node) {
        var text = new StringBuilder();
        collect(node, text::append);
        return text.toString().strip();
    }

    private static void collect(Node node, Consumer<String> text) {
        switch (node) {
            case Text words -> text.accept(words.getLiteral());
            case Code code -> text.accept(code.getLiteral());
            case SoftLineBreak space -> text.accept(" ");
            default -> {
                for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
                    collect(child, text);
                    if (child.getNext() != null && (child instanceof Block || child instanceof CustomNode)) {
                        text.accept(" ");
                    }
                }
            }
        }
    }

    /** Writes a block of code with its colours, the name of its file, and a button that copies it. */
    private record CodeBlocks(HtmlNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            var block = (FencedCodeBlock) node;
            var html = context.getWriter();
            html.line();
            html.raw(CodeBlock.of(block).html());
            html.line();
        }
    }

    /** Puts a table into a region of its own, which is scrolled where the page is narrow. */
    private record Tables(HtmlNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(TableBlock.class);
        }

        @Override
        public void render(Node node) {
            var html = context.getWriter();
            html.line();
            html.raw("<div class=\"scroll\"><table>");
            for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
            html.raw("</table></div>");
            html.line();
        }
    }
}
