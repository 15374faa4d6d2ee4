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

/** From the process's first moment to its first invocation, with a snapshot in between and without. */
class StartTest {

    private static final String NEXT = "GET /2018-06-01/runtime/invocation/next";
    private static final String RESTORE = "GET /2018-06-01/runtime/restore/next";
    private static final String INIT_ERROR = "POST /2018-06-01/runtime/init/error";
    private static final String RESTORE_ERROR = "POST /2018-06-01/runtime/restore/error";
    private static final String RESPONSE = "POST /2018-06-01/runtime/invocation/id-1/response";

    private final FakeRuntimeApi api = new FakeRuntimeApi().give("id-1", "{}");
    private final StreamingRuns runs = new StreamingRuns(api);
    private final List<String> story = new ArrayList<>();

    private RequestStreamHandler make() {
        tell("made");
        return (event, out, context) -> tell("invoked");
    }

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    /** What happened, with how many requests the Runtime API had seen by then. */
    private void tell(String what) {
        story.add(what + " " + api.exchanges().size());
    }

    private Checkpoint checkpoint(Runnable before, Runnable after) {
        return new Checkpoint() {
            @Override
            public void before() {
                tell("before");
                before.run();
            }

            @Override
            public void after() {
                tell("after");
                after.run();
            }
        };
    }

    private static void fail(String message) {
        throw new IllegalStateException(message);
    }

    @Test
    void withoutASnapshotTheHandlerIsMadeAndThenAsksForInvocations() {
        runs.run(this::make);

        assertThat(story).containsExactly("made 0", "invoked 1");
        assertThat(api.requests()).startsWith(NEXT, RESPONSE, NEXT);
    }

    @Test
    void aHandlerThatCannotBeMadeIsAnInitErrorThatSaysWhy() {
        var exit = runs.run(() -> {
            throw new IllegalStateException(
                    "Bean definition [a] could not be loaded", new BadSetting("TIERUP_HMAC_KEY", "set"));
        });

        assertThat(exit).isEqualTo(1);
        assertThat(api.requests()).containsExactly(INIT_ERROR);
        assertThat(api.only(INIT_ERROR).raw())
                .contains("Lambda-Runtime-Function-Error-Type: Runtime.BadFunctionCode\r\n");
        assertThat(api.only(INIT_ERROR).body())
                .isEqualTo("{\"errorMessage\":\"TIERUP_HMAC_KEY must be set\","
                        + "\"errorType\":\"ai.tierup.functions.support.wiring.BadSetting\",\"stackTrace\":[]}");
        assertThat(runs.wholeLog())
                .singleElement()
                .asString()
                .contains("\"alarm\":\"START_FAILED\",\"subject\":\"TIERUP_HMAC_KEY must be set\"");
    }

    @Test
    void aClassThatIsMissingIsAnInitErrorToo() {
        runs.run(() -> {
            throw new NoClassDefFoundError("ai/tierup/Gone");
        });

        assertThat(api.only(INIT_ERROR).body()).contains("java.lang.NoClassDefFoundError", "ai/tierup/Gone");
    }

    @Test
    void aRuntimeApiThatTakesNoInitErrorEndsTheProcessAllTheSame() {
        api.answeringErrors("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

        var exit = runs.run(() -> {
            throw new IllegalStateException("broken");
        });

        assertThat(exit).isEqualTo(1);
        assertThat(runs.wholeLog()).hasSize(2);
        assertThat(runs.wholeLog().getLast()).contains("RUNTIME_API_LOST", "403");
    }

    @Test
    void theHooksStandAroundTheSnapshot() {
        runs.runFromSnapshot(this::make, checkpoint(() -> {}, () -> {}));

        assertThat(story).containsExactly("made 0", "before 0", "after 1", "invoked 2");
        assertThat(api.requests()).startsWith(RESTORE, NEXT, RESPONSE);
        assertThat(api.only(RESTORE).raw())
                .isEqualTo(RESTORE + " HTTP/1.1\r\nHost: " + api.host() + "\r\nConnection: close\r\n\r\n");
        assertThat(runs.log()).isEmpty();
    }

    @Test
    void aHookThatFailsBeforeTheSnapshotFailsThePublishingOfTheVersion() {
        var exit = runs.runFromSnapshot(this::make, checkpoint(() -> fail("priming broke"), () -> {}));

        assertThat(exit).isEqualTo(1);
        assertThat(story).containsExactly("made 0", "before 0");
        assertThat(api.requests()).containsExactly(INIT_ERROR);
        assertThat(api.only(INIT_ERROR).raw()).contains("Runtime.BeforeCheckpointError", "priming broke");
    }

    @Test
    void aSnapshotThatIsNotTakenIsAnInitError() {
        api.answeringRestore("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

        var exit = runs.runFromSnapshot(this::make, checkpoint(() -> {}, () -> {}));

        assertThat(exit).isEqualTo(1);
        assertThat(story).containsExactly("made 0", "before 0");
        assertThat(api.requests()).containsExactly(RESTORE, INIT_ERROR);
    }

    @Test
    void aHookThatFailsAfterTheSnapshotIsARestoreErrorAndServesNobody() {
        var exit = runs.runFromSnapshot(this::make, checkpoint(() -> {}, () -> fail("the secret is denied")));

        assertThat(exit).isEqualTo(1);
        assertThat(api.requests()).containsExactly(RESTORE, RESTORE_ERROR);
        assertThat(api.only(RESTORE_ERROR).raw()).contains("Runtime.AfterRestoreError", "the secret is denied");
        assertThat(runs.wholeLog()).singleElement().asString().contains("START_FAILED", "the secret is denied");
    }

    /** AWS's runtime client has native code for Linux alone. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theHooksAreThoseOfAwssRuntimeClient() {
        var hook = new Resource() {
            @Override
            public void beforeCheckpoint(Context<? extends Resource> context) {
                tell("before");
            }

            @Override
            public void afterRestore(Context<? extends Resource> context) {
                tell("after");
                fail("hook broke");
            }
        };
        Core.getGlobalContext().register(hook);

        runs.runFromSnapshot(this::make, Checkpoint.CRAC);

        assertThat(story).containsExactly("made 0", "before 0", "after 1");
        assertThat(api.only(RESTORE_ERROR).body()).contains("hook broke", "java.lang.IllegalStateException");
    }

    @Test
    void onlyWhatStreamsIsMadeHere() {
        assertThat(InferenceHandler.class.getName()).isEqualTo("ai.tierup.functions.inference.InferenceHandler");
        // It is found, and wants its settings, which a test does not have.
        assertThatThrownBy(() -> StreamingHandlers.make("ai.tierup.functions.inference.InferenceHandler"))
                .hasRootCauseInstanceOf(BadSetting.class);
        assertThatThrownBy(() -> StreamingHandlers.make("ai.tierup.functions.models.ModelsHandler"))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("ModelsHandler needs the stock runtime");
    }
}
