package ai.tierup.functions.docs;

import ai.tierup.functions.docs.Markdown.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The documentation. Pages are rendered when they are asked for, with {@link #EXAMPLE_ADDRESS} as the address of the service. */
public final class Docs {

    /** The address of the service in all examples, in place of which readers see the one that they use. */
    public static final String EXAMPLE_ADDRESS = "https://tierup.example";

    private static final String INDEX = "README.md";
    private static final String CONTRACT = "openapi.yaml";
    private static final String MARKDOWN = ".md";
    private static final String SOURCES = "docs/";

    private final Guides guides;
    /** Read when a page first needs it: the front page does not. */
    private @Nullable OpenApi contract;

    private Docs(Guides guides) {
        this.guides = guides;
    }

    public static Docs load() {
        return new Docs(Guides.load());
    }

    private synchronized OpenApi api() {
        var read = contract;
        if (read == null) {
            read = OpenApi.read(Guides.file(CONTRACT));
            contract = read;
        }
        return read;
    }

    /**
     * Returns the list of all guides.
     *
     * @param root relative address of the front page
     */
    public DocsPage index(String root) {
        var html = new StringBuilder(markdown(root).html(Guides.introduction()));
        guides.sections().forEach((heading, list) -> {
            html.append("<h2>").append(heading).append("</h2><ul class=\"cards\">");
            list.forEach(guide -> html.append("<li><a href=\"%sdocs/%s\"><strong>%s</strong><span>%s</span></a></li>"
                    .formatted(root, guide.name(), guide.title(), guide.summary())));
            html.append("</ul>");
        });
        return new DocsPage(
                "Documentation",
                "Guides and the reference of TierUp: keys, the three APIs, money, errors, and agents that work with"
                        + " it.",
                html + groups(root),
                "",
                SOURCES + INDEX);
    }

    private String groups(String root) {
        return Arrays.stream(ApiGroup.values())
                .map(group ->
                        "<li><a href=\"%sdocs/api/%s\"><strong>%s</strong><span class=\"paths\">%s</span></a></li>"
                                .formatted(
                                        root,
                                        group.publicName(),
                                        group.title(),
                                        api().operations().stream()
                                                .filter(operation -> group.has(operation.path()))
                                                .map(OpenApi.Operation::path)
                                                .distinct()
                                                .map(CodeColours::escape)
                                                .collect(Collectors.joining("<br>"))))
                .collect(Collectors.joining("", "<h2>Reference</h2><ul class=\"cards\">", "</ul>"));
    }

    /** Returns the guide with this name. */
    public Optional<DocsPage> guide(String name, String root) {
        return guides.named(name).map(guide -> {
            var document = Markdown.parse(guide.markdown());
            return new DocsPage(
                    guide.title(),
                    guide.summary(),
                    markdown(root).html(document) + Navigation.around(guides.all(), guide, root),
                    outline(Markdown.sections(document)),
                    SOURCES + guide.name() + MARKDOWN);
        });
    }

    /** Returns a page of the reference. */
    public Optional<DocsPage> reference(String group, String root) {
        return ApiGroup.named(group).map(named -> {
            var reference = Reference.of(api(), markdown(root), EXAMPLE_ADDRESS);
            var operations = reference.operations(named).stream()
                    .map(operation -> new Section(2, operation.id(), operation.method() + " " + operation.path()))
                    .toList();
            return new DocsPage(
                    named.title() + " reference",
                    "Every field, answer and error of " + named.title() + ".",
                    reference.html(named),
                    outline(operations),
                    SOURCES + CONTRACT);
        });
    }

    /** Returns the links to all pages, with the current one marked. */
    public String navigation(String root, String current) {
        return Navigation.all(guides, root, current);
    }

    /** Returns the code by which the front page shows a language or an agent, with its colours. */
    public String quickStart(String heading) {
        return guides.named("quick-start").orElseThrow().codeBelow(heading).html();
    }

    /** Returns a text for programs: a guide as it is written, the list of all, or the description of the API. */
    public Optional<String> text(String file) {
        if (file.equals(CONTRACT)) {
            return Optional.of(Guides.file(CONTRACT).replace("http://127.0.0.1:8080", EXAMPLE_ADDRESS));
        }
        if (!file.endsWith(MARKDOWN)) {
            return Optional.empty();
        }
        return Optional.of(file)
                .filter(INDEX::equals)
                .map(Guides::file)
                .or(() -> guides.named(Guides.nameOf(file)).map(Guide::markdown))
                // Two guides are one folder higher in the repository. Here all are in one.
                .map(text -> text.replace("](../", "]("));
    }

    /** Returns what language models read first: what this is, and where its documentation is, in the form of llmstxt.org. */
    public String llms() {
        var text = new StringBuilder("""
            # TierUp

            > An API for language models that sells performance classes, tier-1 to tier-4, in place of models, from a prepaid wallet that cannot be
            > overspent. It speaks OpenAI's chat completions and Responses, and Anthropic's Messages. Base URL: %s/v1 (for clients of Anthropic's API %s).
            > Send a key as `Authorization: Bearer tu-…`. Prices and limits: %s/v1/tiers
            """.formatted(EXAMPLE_ADDRESS, EXAMPLE_ADDRESS, EXAMPLE_ADDRESS));
        guides.sections().forEach((heading, list) -> {
            text.append("\n## ").append(heading).append("\n\n");
            list.forEach(guide -> text.append("- [")
                    .append(guide.title())
                    .append("](")
                    .append(EXAMPLE_ADDRESS + "/docs/")
                    .append(guide.name())
                    .append(".md): ")
                    .append(guide.summary())
                    .append('\n'));
        });
        return text.append("\n## Reference\n\n- [OpenAPI](" + EXAMPLE_ADDRESS
                        + "/docs/openapi.yaml): every path, field, answer and error\n- [Prices](" + EXAMPLE_ADDRESS
                        + "/calculator.md): list prices of models, today's and earlier ones, with their sources\n")
                .toString();
    }

    /** Returns what the search looks through. */
    public byte[] searchIndex() {
        var index = new SearchIndex();
        guides.all().forEach(index::add);
        for (var group : ApiGroup.values()) {
            api().operations().stream()
                    .filter(operation -> group.has(operation.path()))
                    .forEach(operation -> index.add(group, operation));
        }
        return index.json();
    }

    private Markdown markdown(String root) {
        return new Markdown(target -> Navigation.address(this::api, root, target));
    }

    private static String outline(List<Section> sections) {
        return sections.stream()
                .filter(section -> section.level() == 2)
                .map(section ->
                        "<li><a href=\"#" + section.id() + "\">" + CodeColours.escape(section.title()) + "</a></li>")
                .collect(Collectors.joining(
                        "",
                        "<nav class=\"outline\" aria-label=\"On this page\"><h2>On this page</h2><ul>",
                        "</ul></nav>"));
    }
}
