package ai.tierup.functions.support.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.functions.inference.InferenceHandler;
import ai.tierup.functions.support.wiring.BadSetting;
import com.amazonaws.services.lambda.crac.Context;
import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.crac.Resource;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests of the start of the process up to its first invocation, with and without a snapshot. */
class StartupTest {

    private static final String NEXT = "GET /2018-06-01/runtime/invocation/next";
    private static final String RESTORE = "GET /2018-06-01/runtime/restore/next";
    private static final String INIT_ERROR = "POST /2018-06-01/runtime/init/error";
    private static final String RESTORE_ERROR = "POST /2018-06-01/runtime/restore/error";
    private static final String RESPONSE = "POST /2018-06-01/runtime/invocation/id-1/response";

    private final FakeRuntimeApi api = new FakeRuntimeApi().enqueue("id-1", "{}");
    private final RuntimeRunner runner = new RuntimeRunner(api);
    private final List<String> steps = new ArrayList<>();

    private RequestStreamHandler createHandler() {
        noteStep("made");
        return (event, out, context) -> noteStep("invoked");
    }

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    /** Records a step together with the number of requests that the Runtime API has received so far. */
    private void noteStep(String step) {
        steps.add(step + " " + api.exchanges().size());
    }

    private SnapshotHooks hooks(Runnable before, Runnable after) {
        return new SnapshotHooks() {
            @Override
            public void beforeSnapshot() {
                noteStep("before");
                before.run();
            }

            @Override
            public void afterRestore() {
                noteStep("after");
                after.run();
            }
        };
    }

    private static void fail(String message) {
        throw new IllegalStateException(message);
    }

    @Test
    void withoutASnapshotTheHandlerIsCreatedBeforeTheFirstInvocationIsRequested() {
        runner.run(this::createHandler);

        assertThat(steps).containsExactly("made 0", "invoked 1");
        assertThat(api.requests()).startsWith(NEXT, RESPONSE, NEXT);
    }

    @Test
    void aHandlerThatCannotBeCreatedIsAnInitErrorWithItsCause() {
        var exit = runner.run(() -> {
            throw new IllegalStateException(
                    "Bean definition [a] could not be loaded", new BadSetting("TIERUP_HMAC_KEY", "set"));
        });

        assertThat(exit).isEqualTo(1);
        assertThat(api.requests()).containsExactly(INIT_ERROR);
        assertThat(api.single(INIT_ERROR).raw())
                .contains("Lambda-Runtime-Function-Error-Type: Runtime.BadFunctionCode\r\n");
        assertThat(api.single(INIT_ERROR).body())
                .isEqualTo("{\"errorMessage\":\"TIERUP_HMAC_KEY must be set\","
                        + "\"errorType\":\"ai.tierup.functions.support.wiring.BadSetting\",\"stackTrace\":[]}");
        assertThat(runner.fullLog())
                .singleElement()
                .asString()
                .contains("\"alarm\":\"START_FAILED\",\"subject\":\"TIERUP_HMAC_KEY must be set\"");
    }

    @Test
    void aMissingClassIsAnInitError() {
        runner.run(() -> {
            throw new NoClassDefFoundError("ai/tierup/Gone");
        });

        assertThat(api.single(INIT_ERROR).body()).contains("java.lang.NoClassDefFoundError", "ai/tierup/Gone");
    }

    @Test
    void aRejectedInitErrorStillEndsTheProcess() {
        api.answeringErrorsWith("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

        var exit = runner.run(() -> {
            throw new IllegalStateException("broken");
        });

        assertThat(exit).isEqualTo(1);
        assertThat(runner.fullLog()).hasSize(2);
        assertThat(runner.fullLog().getLast()).contains("RUNTIME_API_LOST", "403");
    }

    @Test
    void theHooksRunBeforeTheSnapshotAndAfterTheRestore() {
        runner.runFromSnapshot(this::createHandler, hooks(() -> {}, () -> {}));

        assertThat(steps).containsExactly("made 0", "before 0", "after 1", "invoked 2");
        assertThat(api.requests()).startsWith(RESTORE, NEXT, RESPONSE);
        assertThat(api.single(RESTORE).raw())
                .isEqualTo(RESTORE + " HTTP/1.1\r\nHost: " + api.host() + "\r\nConnection: close\r\n\r\n");
        assertThat(runner.log()).isEmpty();
    }

    @Test
    void aHookThatFailsBeforeTheSnapshotIsAnInitError() {
        var exit = runner.runFromSnapshot(this::createHandler, hooks(() -> fail("priming broke"), () -> {}));

        assertThat(exit).isEqualTo(1);
        assertThat(steps).containsExactly("made 0", "before 0");
        assertThat(api.requests()).containsExactly(INIT_ERROR);
        assertThat(api.single(INIT_ERROR).raw()).contains("Runtime.BeforeCheckpointError", "priming broke");
    }

    @Test
    void aSnapshotThatFailsIsAnInitError() {
        api.answeringRestoreWith("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

        var exit = runner.runFromSnapshot(this::createHandler, hooks(() -> {}, () -> {}));

        assertThat(exit).isEqualTo(1);
        assertThat(steps).containsExactly("made 0", "before 0");
        assertThat(api.requests()).containsExactly(RESTORE, INIT_ERROR);
    }

    @Test
    void aHookThatFailsAfterTheRestoreIsARestoreErrorAndEndsTheProcess() {
        var exit = runner.runFromSnapshot(this::createHandler, hooks(() -> {}, () -> fail("the secret is denied")));

        assertThat(exit).isEqualTo(1);
        assertThat(api.requests()).containsExactly(RESTORE, RESTORE_ERROR);
        assertThat(api.single(RESTORE_ERROR).raw()).contains("Runtime.AfterRestoreError", "the secret is denied");
        assertThat(runner.fullLog()).singleElement().asString().contains("START_FAILED", "the secret is denied");
    }

    /** AWS's runtime client has native code only for Linux. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theHooksOfAwssRuntimeClientRun() {
        var hook = new Resource() {
            @Override
            public void beforeCheckpoint(Context<? extends Resource> context) {
                noteStep("before");
            }

            @Override
            public void afterRestore(Context<? extends Resource> context) {
                noteStep("after");
                fail("hook broke");
            }
        };
        Core.getGlobalContext().register(hook);

        runner.runFromSnapshot(this::createHandler, SnapshotHooks.CRAC);

        assertThat(steps).containsExactly("made 0", "before 0", "after 1");
        assertThat(api.single(RESTORE_ERROR).body()).contains("hook broke", "java.lang.IllegalStateException");
    }

    @Test
    void onlyStreamingHandlersAreCreated() {
        assertThat(InferenceHandler.class.getName()).isEqualTo("ai.tierup.functions.inference.InferenceHandler");
        // The handler is found, but it cannot be created because a test has no settings.
        assertThatThrownBy(() -> StreamingHandlers.make("ai.tierup.functions.inference.InferenceHandler"))
                .hasRootCauseInstanceOf(BadSetting.class);
        assertThatThrownBy(() -> StreamingHandlers.make("ai.tierup.functions.models.ModelsHandler"))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("ModelsHandler needs the stock runtime");
    }
}
