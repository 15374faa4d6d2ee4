package ai.tierup.functions.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes JSON schemas as nested lists of fields. */
record SchemaHtml(OpenApi api, Markdown markdown) {

    private static final int MAX_DEPTH = 6;

    /** Fields of fields below this depth are folded. */
    private static final int OPEN_DEPTH = 1;

    /** Returns the fields of what is sent, and which of them are required. */
    String body(JsonNode schema) {
        return fields(schema, true, 0);
    }

    /** Returns the fields of an answer. */
    String answer(JsonNode schema) {
        return fields(schema, false, 0);
    }

    /** Returns the fields of an object, or of the objects of an array; nothing for other values. */
    private String fields(JsonNode schema, boolean isBody, int depth) {
        var object = objectIn(schema);
        var properties = object.path("properties");
        if (properties.isEmpty() || depth > MAX_DEPTH) {
            return "";
        }
        var required = isBody ? texts(object.path("required")) : Set.<String>of();
        var html = new StringBuilder("<ul class=\"fields\">");
        properties
                .properties()
                .forEach(field -> html.append(field(
                        field.getKey(),
                        field.getValue(),
                        required.contains(field.getKey()),
                        fields(field.getValue(), isBody, depth + 1),
                        depth)));
        return html.append("</ul>").toString();
    }

    private String field(String name, JsonNode schema, boolean isRequired, String nested, int depth) {
        var resolved = api.resolve(schema);
        var html = new StringBuilder("<li><p><code class=\"name\">")
                .append(CodeColours.escape(name))
                .append("</code> <span class=\"type\">")
                .append(CodeColours.escape(type(schema)))
                .append("</span>");
        if (isRequired) {
            html.append(" <span class=\"required\">required</span>");
        }
        bounds(resolved)
                .forEach(bound -> html.append(" <span class=\"bound\">")
                        .append(CodeColours.escape(bound))
                        .append("</span>"));
        html.append("</p>");
        var description = resolved.path("description").asText();
        if (!description.isEmpty()) {
            html.append(markdown.html(description));
        }
        if (!nested.isEmpty()) {
            html.append(depth < OPEN_DEPTH ? nested : "<details><summary>Fields</summary>" + nested + "</details>");
        }
        return html.append("</li>").toString();
    }

    /** The object that a schema describes: itself, one of its alternatives, or that of its items. */
    private JsonNode objectIn(JsonNode schema) {
        var resolved = api.resolve(schema);
        for (var list : List.of("allOf", "oneOf", "anyOf")) {
            for (var alternative : resolved.path(list)) {
                var object = objectIn(alternative);
                if (object instanceof ObjectNode found && found.has("properties")) {
                    return resolved.has("required")
                            ? found.deepCopy().set("required", resolved.path("required"))
                            : found;
                }
            }
        }
        return resolved.has("items") ? objectIn(resolved.path("items")) : resolved;
    }

    /** A type in words, such as {@code string or null}. */
    private String type(JsonNode schema) {
        var resolved = api.resolve(schema);
        if (resolved.has("const")) {
            return resolved.path("const").toString();
        }
        if (resolved.has("enum")) {
            return StreamSupport.stream(resolved.path("enum").spliterator(), false)
                    .map(JsonNode::toString)
                    .collect(Collectors.joining(", "));
        }
        for (var list : List.of("oneOf", "anyOf")) {
            if (resolved.has(list)) {
                return StreamSupport.stream(resolved.path(list).spliterator(), false)
                        .map(this::type)
                        .distinct()
                        .collect(Collectors.joining(" or "));
            }
        }
        if (resolved.has("items") && texts(resolved.path("type")).contains("array")) {
            var list = "array of " + type(resolved.path("items"));
            return texts(resolved.path("type")).contains("null") ? list + " or null" : list;
        }
        var types = texts(resolved.path("type"));
        return types.isEmpty() ? "any value" : String.join(" or ", types);
    }

    private static List<String> bounds(JsonNode schema) {
        var bounds = new ArrayList<String>();
        var minimum = schema.path("minimum");
        var maximum = schema.path("maximum");
        if (!minimum.isMissingNode() && !maximum.isMissingNode()) {
            bounds.add(minimum.asText() + " to " + maximum.asText());
        } else if (!minimum.isMissingNode()) {
            bounds.add("from " + minimum.asText());
        }
        if (schema.has("maxLength")) {
            bounds.add("at most " + schema.path("maxLength").asText() + " characters");
        }
        if (schema.has("maxItems")) {
            bounds.add("at most " + schema.path("maxItems").asText());
        }
        if (schema.has("default")) {
            bounds.add("default " + schema.path("default").asText());
        }
        if (schema.has("format")) {
            bounds.add(schema.path("format").asText());
        }
        return bounds;
    }

    private static Set<String> texts(JsonNode node) {
        var texts = new LinkedHashSet<String>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
