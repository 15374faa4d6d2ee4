package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ids and cursors of another account, on all paths of the contract. */
@Tag("service")
@ExtendWith(RunningService.class)
class ForeignIdsTest {

    private static final String OWNER = "load-11";
    private static final String STRANGER = "load-12";

    /** The only path with an id that is the same for everybody. */
    private static final String MODEL = "/v1/models/{id}";

    private static JsonNode contract() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(RunningService.HOME.resolve("docs/openapi.yaml").toFile())
                .path("paths");
    }

    private record Operation(String method, String path) {}

    /** All operations on a path that ends with the id of something. */
    private static List<Operation> operationsWithIds() throws IOException {
        var operations = new ArrayList<Operation>();
        for (var path : contract().properties()) {
            if (path.getKey().endsWith("/{id}") && !path.getKey().equals(MODEL)) {
                path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                operations.add(new Operation(method.toUpperCase(Locale.ROOT), path.getKey())));
            }
        }
        return operations;
    }

    private static HttpResponse<String> send(Api api, String account, String method, String path, String body)
            throws Exception {
        return api.send(api.request(account, path)
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private static String create(Api api, String list) throws Exception {
        var created = switch (list) {
            case "/v1/usage/requests" ->
                api.chat(OWNER, "{\"model\":\"tier-1\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
            case "/v1/wallet/top-ups" -> send(api, OWNER, "POST", list, "{\"amount_usd\": 5}");
            case "/v1/keys" -> send(api, OWNER, "POST", list, "{\"name\": \"foreign\"}");
            default -> throw new AssertionError("Create something at " + list + ", so that its id can be tried");
        };
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        return api.read(OWNER, list).path("data").path(0).path("id").asText();
    }

    @Test
    void anIdOfAnotherAccountIsNotFound(Api api) throws Exception {
        var operations = operationsWithIds();

        for (var operation : operations) {
            var list = operation.path().substring(0, operation.path().lastIndexOf('/'));
            var path = list + "/" + create(api, list);
            var foreign = send(api, STRANGER, operation.method(), path, "{}");
            assertThat(foreign.statusCode())
                    .as(operation + " " + foreign.body())
                    .isEqualTo(404);
            assertThat(api.get(OWNER, path).statusCode()).isEqualTo(200);
        }
        assertThat(operations).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void aCursorOfAnotherAccountShowsOwnItemsOnly(Api api) throws Exception {
        var own = api.read(STRANGER, "/v1/keys").findValuesAsText("id");
        for (var path : contract().properties()) {
            var cursorPath = path.getKey();
            if (!path.getValue().path("get").toString().contains("parameters/Cursor")) {
                continue;
            }
            var foreign =
                    api.read(OWNER, cursorPath + "?limit=1").path("next_cursor").asText("");
            var shown = api.get(STRANGER, cursorPath + (foreign.isEmpty() ? "" : "?cursor=" + foreign));
            assertThat(shown.statusCode()).as(cursorPath + " " + shown.body()).isIn(200, 400);
            var theirs = Set.copyOf(api.read(OWNER, cursorPath).path("data").findValuesAsText("id"));
            assertThat(RunningService.JSON.readTree(shown.body()).findValuesAsText("id"))
                    .as(cursorPath)
                    .doesNotContainAnyElementsOf(theirs.isEmpty() ? Set.of("none") : theirs);
        }
        assertThat(own).isNotEmpty();
    }
}
