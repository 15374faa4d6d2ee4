package ai.tierup.functions.docs;

import ai.tierup.functions.docs.OpenApi.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Writes the operations of a group as HTML: parameters, bodies, answers, errors and examples.
 *
 * @param baseUrl the address of the service in examples
 */
record Reference(OpenApi api, Markdown markdown, SchemaHtml schemas, String baseUrl) {

    private static final String JSON = "application/json";

    static Reference of(OpenApi api, Markdown markdown, String baseUrl) {
        return new Reference(api, markdown, new SchemaHtml(api, markdown), baseUrl);
    }

    List<Operation> operations(ApiGroup group) {
        return api.operations().stream()
                .filter(operation -> group.has(operation.path()))
                .toList();
    }

    String html(ApiGroup group) {
        var html = new StringBuilder("<h1>").append(group.title()).append("</h1>");
        operations(group).forEach(operation -> append(html, operation));
        return html.toString();
    }

    private void append(StringBuilder html, Operation operation) {
        html.append("<section class=\"operation\"><h2 id=\"")
                .append(operation.id())
                .append("\"><span class=\"method\">")
                .append(operation.method())
                .append("</span> <code>")
                .append(CodeColours.escape(operation.path()).replace("/", "/<wbr>"))
                .append("</code></h2><p class=\"summary\">")
                .append(markdown.inline(operation.summary()))
                .append("</p>");
        var node = operation.node();
        html.append(markdown.html(node.path("description").asText()));
        appendParameters(html, node.path("parameters"));
        var body = api.resolve(node.path("requestBody")).path("content").path(JSON);
        if (!body.isMissingNode()) {
            appendPart(html, "Body", schemas.body(body.path("schema")));
        }
        html.append("<h3>Example</h3>")
                .append(new CodeBlock("sh", List.of(), curl(operation, body.path("example"))).html());
        appendAnswers(html, node.path("responses"));
        html.append("</section>");
    }

    private static void appendPart(StringBuilder html, String title, String part) {
        if (!part.isEmpty()) {
            html.append("<h3>").append(title).append("</h3>").append(part);
        }
    }

    private void appendParameters(StringBuilder html, JsonNode parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        html.append("<h3>Parameters</h3><ul class=\"fields\">");
        parameters.forEach(each -> {
            var parameter = api.resolve(each);
            html.append("<li><p><code class=\"name\">")
                    .append(CodeColours.escape(parameter.path("name").asText()))
                    .append("</code> <span class=\"type\">")
                    .append(parameter.path("in").asText())
                    .append("</span>");
            var schema = api.resolve(parameter.path("schema"));
            var values = schema.has("enum") ? schema.path("enum") : schema.path("default");
            if (!values.isMissingNode()) {
                html.append(" <span class=\"bound\">")
                        .append(CodeColours.escape(
                                schema.has("enum") ? values.toString() : "default " + values.asText()))
                        .append("</span>");
            }
            html.append("</p>")
                    .append(markdown.html(parameter.path("description").asText()))
                    .append("</li>");
        });
        html.append("</ul>");
    }

    private void appendAnswers(StringBuilder html, JsonNode responses) {
        responses.properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .forEach(response -> {
                    var answer = api.resolve(response.getValue());
                    html.append("<h3>")
                            .append(response.getKey())
                            .append("</h3>")
                            .append(markdown.html(answer.path("description").asText()));
                    var content = answer.path("content");
                    var json = content.path(JSON);
                    html.append(schemas.answer(json.path("schema")));
                    appendExample(html, json.path("example"));
                    var events = content.path("text/event-stream").path("example");
                    if (events.isTextual()) {
                        html.append(new CodeBlock("", List.of(), events.asText().strip()).html());
                    }
                });
        var errors = responses.properties().stream()
                .filter(response -> !response.getKey().startsWith("2"))
                .toList();
        if (errors.isEmpty()) {
            return;
        }
        html.append("<h3>Errors</h3><dl class=\"errors\">");
        errors.forEach(error -> html.append("<dt>")
                .append(error.getKey())
                .append("</dt><dd>")
                .append(markdown.html(
                        api.resolve(error.getValue()).path("description").asText()))
                .append("</dd>"));
        html.append("</dl>");
    }

    private static void appendExample(StringBuilder html, JsonNode example) {
        if (!example.isMissingNode()) {
            html.append(new CodeBlock("json", List.of(), example.toPrettyString()).html());
        }
    }

    /** Returns a call of the operation that can be pasted into a terminal. */
    private String curl(Operation operation, JsonNode example) {
        var curl = new StringBuilder("curl ");
        if (!operation.method().equals("GET") && !(operation.method().equals("POST") && !example.isMissingNode())) {
            curl.append("-X ").append(operation.method()).append(' ');
        }
        curl.append(baseUrl).append(operation.path());
        var security = operation.node().path("security");
        if (security.isMissingNode() || !security.isEmpty()) {
            curl.append(" \\\n  -H \"Authorization: Bearer tu-YOUR-KEY\"");
        }
        if (!example.isMissingNode()) {
            curl.append(" \\\n  -H \"Content-Type: application/json\" \\\n  -d '")
                    .append(example)
                    .append("'");
        }
        return curl.toString();
    }
}
