package ai.tierup.functions.site;

import ai.tierup.functions.docs.Docs;
import java.util.List;
import java.util.Locale;

/** The examples of the front page, one tab for each language and agent. They are those of the guide, which tests run. */
final class QuickStart {

    private static final List<String> NAMES = List.of("curl", "Python", "Node", "Java", "Codex", "Claude Code");

    private QuickStart() {}

    static String html(Docs docs) {
        var tabs = new StringBuilder("<div class=\"tabs\" role=\"tablist\" aria-label=\"Language or agent\">");
        var panels = new StringBuilder();
        for (var name : NAMES) {
            var id = name.toLowerCase(Locale.ROOT).replace(' ', '-');
            var isFirst = panels.isEmpty();
            tabs.append(
                    "<button type=\"button\" role=\"tab\" id=\"tab-%s\" aria-controls=\"panel-%s\" aria-selected=\"%s\"%s>%s</button>"
                            .formatted(id, id, isFirst, isFirst ? "" : " tabindex=\"-1\"", name));
            panels.append("<div class=\"panel\" role=\"tabpanel\" id=\"panel-%s\" aria-labelledby=\"tab-%s\">%s</div>"
                    .formatted(id, id, docs.quickStart(name)));
        }
        return tabs.append("</div>").append(panels).toString();
    }
}
