package ai.tierup.operator.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** HTML that is put together piece by piece. Text and values of attributes are escaped; nothing else is taken from outside. */
public final class Html {

    /** An amount, a share or a count. */
    private static final Pattern NUMBER = Pattern.compile("-?[$]?-?[0-9][0-9.,]*( %)?");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

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
     * @param rows cells are text, an {@link Instant}, or a {@link Link}
     */
    public Html table(List<String> columns, List<? extends List<?>> rows) {
        html.append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        var alignments = IntStream.range(0, columns.size())
                .mapToObj(column -> alignment(rows, column))
                .toList();
        for (var column = 0; column < columns.size(); column++) {
            html.append("<th scope=\"col\"").append(alignments.get(column)).append('>');
            html.append(escaped(columns.get(column))).append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        for (var row : rows) {
            html.append("<tr>");
            for (var column = 0; column < row.size(); column++) {
                html.append("<td").append(alignments.get(column)).append('>');
                html.append(cell(row.get(column))).append("</td>");
            }
            html.append("</tr>\n");
        }
        if (rows.isEmpty()) {
            html.append("<tr><td colspan=\"").append(columns.size()).append("\">None.</td></tr>\n");
        }
        html.append("</tbody></table></div>\n");
        return this;
    }

    /** Numbers are aligned at their right end, so that they can be compared. */
    private static String alignment(List<? extends List<?>> rows, int column) {
        var cells = rows.stream().map(row -> row.get(column).toString()).toList();
        var isNumeric = cells.stream().anyMatch(text -> !text.isEmpty())
                && cells.stream()
                        .allMatch(text -> text.isEmpty() || NUMBER.matcher(text).matches());
        return isNumeric ? " class=\"number\"" : "";
    }

    /**
     * A link to a page of the console.
     *
     * @param path with its query, which is encoded already
     */
    public record Link(String text, String path) {}

    /** A time as people read it, in UTC. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    private static String cell(Object cell) {
        return switch (cell) {
            case Link(var text, var path) -> "<a href=\"" + escaped(path) + "\">" + escaped(text) + "</a>";
            case Instant at -> "<time>" + time(at) + "</time>";
            default -> escaped(cell.toString());
        };
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
        var attributes = " name=\"" + escaped(field.name()) + "\" required";
        html.append("<label class=\"").append(escaped(field.name())).append("\">");
        html.append(escaped(field.label())).append(' ');
        if (field.isLong()) {
            html.append("<textarea").append(attributes).append(" rows=\"3\"></textarea>");
        } else if (field.options().isEmpty()) {
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
