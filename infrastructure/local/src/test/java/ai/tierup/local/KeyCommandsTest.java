package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the key commands of {@code scripts/account}. Each key is first used after the command, because the service caches keys for 30 s. */
@Tag("service")
@ExtendWith(RunningService.class)
class KeyCommandsTest {

    private static final String HELLO =
            "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";
    private static final String ACCOUNT = "load-07";
    private static final String TOO_LITTLE = "0.000001";

    private final Api api;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    KeyCommandsTest(Api api) {
        this.api = api;
    }

    private int run(String... arguments) {
        output.reset();
        var print = new PrintStream(output, true, UTF_8);
        var folder = Map.of("TIERUP_DATA_DIR", api.folder.toString());
        return new CommandLine(new Variables(folder), RunningService.HOME, print, print).run(List.of(arguments));
    }

    private record NewKey(String id, String secret) {}

    private NewKey create(String daily, String monthly) {
        assertThat(run("account", "create-key", ACCOUNT, "ci", daily, monthly, "test"))
                .isZero();
        var created = Pattern.compile("Key (key_\\w+) of account load-07[.] It is shown only once:\n(tu-\\w+)\n")
                .matcher(output.toString(UTF_8));
        assertThat(created.matches()).isTrue();
        return new NewKey(created.group(1), created.group(2));
    }

    private HttpResponse<String> chat(NewKey key) throws Exception {
        return api.send(HttpRequest.newBuilder(URI.create(api.url("/v1/chat/completions")))
                .header("authorization", "Bearer " + key.secret())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(HELLO)));
    }

    @Test
    void aNewKeyWorksImmediately() throws Exception {
        assertThat(chat(create("-", "-")).statusCode()).isEqualTo(200);
        assertThat(chat(create("5", "70")).statusCode()).isEqualTo(200);
    }

    @Test
    void aRequestThatCouldExceedTheLimitOfItsKeyIsRefused() throws Exception {
        for (var key : List.of(create(TOO_LITTLE, "-"), create("-", TOO_LITTLE))) {
            var refused = chat(key);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("budget_reached");
            run("account", "revoke-key", ACCOUNT, key.id(), "test");
        }
    }

    @Test
    void aLimitCanBeRaisedAndRemoved() throws Exception {
        var raised = create(TOO_LITTLE, "-");
        assertThat(run("account", "limit-key", ACCOUNT, raised.id(), "5", "-", "test"))
                .isZero();
        assertThat(chat(raised).statusCode()).isEqualTo(200);

        var unlimited = create(TOO_LITTLE, "-");
        assertThat(run("account", "limit-key", ACCOUNT, unlimited.id(), "-", "-", "test"))
                .isZero();
        assertThat(chat(unlimited).statusCode()).isEqualTo(200);
    }

    @Test
    void aRevokedKeyIsRefused() throws Exception {
        var key = create("5", "-");

        assertThat(run("account", "revoke-key", ACCOUNT, key.id(), "leaked")).isZero();

        assertThat(chat(key).statusCode()).isEqualTo(401);
        assertThat(run("account", "revoke-key", ACCOUNT, key.id(), "leaked")).isZero();
        assertThat(run("account", "revoke-key", ACCOUNT, "key_none", "leaked")).isEqualTo(1);
        assertThat(output.toString(UTF_8)).isEqualTo("The account has no such key.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create-key load-07 ci 5 why",
                "create-key load-07 ci -5 - why",
                "create-key load-07 ci 1e3 - why",
                "limit-key load-07 key_1 five - why",
                "revoke-key load-07 key_1"
            })
    void invalidArgumentsAreRefusedWithTheUsageText(String arguments) {
        assertThat(run(("account " + arguments).split(" "))).isEqualTo(2);
        assertThat(output.toString(UTF_8)).startsWith("Usage: scripts/account ");
    }

    @Test
    void anUnknownKeyCannotBeLimited() {
        assertThat(run("account", "limit-key", ACCOUNT, "key_none", "5", "-", "why"))
                .isEqualTo(1);
        assertThat(output.toString(UTF_8)).isEqualTo("The account has no such key.\n");
    }
}
