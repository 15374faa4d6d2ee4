package ai.tierup.operator.console;

import java.util.List;

/** HTML that is put together piece by piece. Text and values of attributes are escaped; nothing else is taken from outside. */
public final class Html {

    private final StringBuilder html = new StringBuilder();

    /** Returns a text as it stands in the content or in an attribute of an element. */
    public static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append((char) character);
            }
        });
        return escaped.toString();
    }

    public Html heading(String text) {
        return element("h1", text);
    }

    public Html subheading(String text) {
        return element("h2", text);
    }

    public Html paragraph(String text) {
        return element("p", text);
    }

    /** Text whose lines and columns stay as they are. It can be scrolled, by keyboard too, where it is wider than the window. */
    public Html preformatted(String text) {
        html.append("<pre class=\"columns\" tabindex=\"0\">")
                .append(escaped(text))
                .append("</pre>\n");
        return this;
    }

    private Html element(String name, String text) {
        html.append('<').append(name).append('>').append(escaped(text));
        html.append("</").append(name).append(">\n");
        return this;
    }

    /**
     * A table.
     *
     * @param rows cells are text, or a {@link Link}
     */
    public Html table(List<String> columns, List<? extends List<?>> rows) {
        html.append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        columns.forEach(column ->
                html.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (var row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(cell(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        if (rows.isEmpty()) {
            html.append("<tr><td colspan=\"").append(columns.size()).append("\">None.</td></tr>\n");
        }
        html.append("</tbody></table></div>\n");
        return this;
    }

    /**
     * A link to a page of the console.
     *
     * @param path with its query, which is encoded already
     */
    public record Link(String text, String path) {}

    private static String cell(Object cell) {
        return cell instanceof Link(var text, var path)
                ? "<a href=\"" + escaped(path) + "\">" + escaped(text) + "</a>"
                : escaped(cell.toString());
    }

    public Html link(Link link) {
        html.append("<p>").append(cell(link)).append("</p>\n");
        return this;
    }

    /** A form that is sent as an address, and changes nothing. */
    public Html search(String path, String name, String label) {
        html.append("<form action=\"").append(escaped(path)).append("\"><label>");
        html.append(escaped(label)).append(" <input name=\"").append(escaped(name));
        html.append("\" required></label> <button>Show</button></form>\n");
        return this;
    }

    /** Forms that do something. */
    public Html acts(List<ActForm> forms) {
        html.append("<div class=\"acts\">\n");
        forms.forEach(this::form);
        html.append("</div>\n");
        return this;
    }

    private void form(ActForm form) {
        html.append("<form method=\"post\" action=\"/act\"><fieldset><legend>");
        html.append(escaped(form.title())).append("</legend>\n");
        hidden("act", form.act());
        form.fixed().forEach(this::hidden);
        form.fields().forEach(this::field);
        html.append("<button>").append(escaped(form.title())).append("</button></fieldset></form>\n");
    }

    private void field(ActForm.Field field) {
        var attributes = " name=\"" + escaped(field.name()) + "\"" + (field.isRequired() ? " required" : "");
        html.append("<label class=\"").append(escaped(field.name())).append("\">");
        html.append(escaped(field.label())).append(' ');
        if (field.options().isEmpty()) {
            html.append("<input").append(attributes).append(" autocomplete=\"off\">");
        } else {
            html.append("<select").append(attributes).append('>');
            field.options()
                    .forEach(option ->
                            html.append("<option>").append(escaped(option)).append("</option>"));
            html.append("</select>");
        }
        html.append("</label>\n");
    }

    private void hidden(String name, String value) {
        html.append("<input type=\"hidden\" name=\"").append(escaped(name));
        html.append("\" value=\"").append(escaped(value)).append("\">\n");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
