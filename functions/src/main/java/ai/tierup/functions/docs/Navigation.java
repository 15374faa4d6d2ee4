package ai.tierup.functions.docs;

import java.util.List;
import java.util.function.Supplier;

/** The links between the pages of the documentation. */
final class Navigation {

    private static final String DOCS = "docs/";
    private static final String OPERATION = "#operation/";

    private Navigation() {}

    static String all(Guides guides, String root, String current) {
        var html = new StringBuilder();
        guides.sections().forEach((heading, list) -> {
            html.append("<h2>").append(heading).append("</h2><ul>");
            list.forEach(guide -> append(html, root, DOCS + guide.name(), guide.title(), current));
            html.append("</ul>");
        });
        html.append("<h2>Reference</h2><ul>");
        for (var group : ApiGroup.values()) {
            append(html, root, DOCS + "api/" + group.publicName(), group.title(), current);
        }
        return html.append("</ul>").toString();
    }

    private static void append(StringBuilder html, String root, String address, String title, String current) {
        html.append("<li><a href=\"").append(root).append(address).append('"');
        if (address.equals(current)) {
            html.append(" aria-current=\"page\"");
        }
        html.append('>').append(title).append("</a></li>");
    }

    /** The links to the guides before and after one. */
    static String around(List<Guide> guides, Guide guide, String root) {
        var index = guides.indexOf(guide);
        var html = new StringBuilder("<nav class=\"around\" aria-label=\"Before and after\">");
        if (index > 0) {
            appendNeighbour(html, guides.get(index - 1), "Before", "previous", root);
        }
        if (index < guides.size() - 1) {
            appendNeighbour(html, guides.get(index + 1), "Next", "next", root);
        }
        return html.append("</nav>").toString();
    }

    private static void appendNeighbour(StringBuilder html, Guide guide, String word, String relation, String root) {
        html.append("<a class=\"")
                .append(relation)
                .append("\" rel=\"")
                .append(relation.equals("previous") ? "prev" : "next")
                .append("\" href=\"")
                .append(root)
                .append(DOCS)
                .append(guide.name())
                .append("\"><small>")
                .append(word)
                .append("</small> ")
                .append(guide.title())
                .append("</a>");
    }

    /** Returns the address of what a guide or the description of the API links to. */
    static String address(Supplier<OpenApi> api, String root, String target) {
        if (target.startsWith(OPERATION)) {
            return operation(api.get(), root, target.substring(OPERATION.length()));
        }
        if (target.startsWith("#") || target.contains("://")) {
            return target;
        }
        if (target.startsWith("/")) {
            var path = target.substring(1);
            return root + (path.isEmpty() || path.startsWith("#") ? "." + path : path);
        }
        var hash = target.indexOf('#');
        var file = hash < 0 ? target : target.substring(0, hash);
        var anchor = hash < 0 ? "" : target.substring(hash);
        return root
                + DOCS
                + (file.endsWith(".md") ? Guides.nameOf(file) : file.substring(file.lastIndexOf('/') + 1))
                + anchor;
    }

    private static String operation(OpenApi api, String root, String id) {
        var path = api.operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no operation " + id))
                .path();
        for (var group : ApiGroup.values()) {
            if (group.has(path)) {
                return root + DOCS + "api/" + group.publicName() + "#" + id;
            }
        }
        throw new IllegalStateException(path + " is on no page of the reference");
    }
}
