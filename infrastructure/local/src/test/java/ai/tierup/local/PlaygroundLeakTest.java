package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.access.StartSession;
import ai.tierup.local.LeakyUpstream.Family;
import ai.tierup.local.LeakyUpstream.Kind;
import ai.tierup.local.RunningService.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As {@code LeakVectorsTest}, for the playground. */
@Tag("service")
@Timeout(120)
class PlaygroundLeakTest {

    private static LeakyUpstream upstream;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        upstream = LeakyUpstream.start();
        api = new Api(Map.of(
                "TIERUP_UPSTREAM_URL", upstream.url(),
                "TIERUP_UPSTREAM_KEY", "none",
                "TIERUP_VISIT_PROOF", "1000"));
    }

    @AfterAll
    static void stop() {
        api.close();
        upstream.close();
    }

    /** Vectors 1 to 7 again, for visitors, who have no account and may not use tools. */
    @Test
    void noAnswerToAVisitorTellsWhoGaveIt() throws Exception {
        var kinds =
                List.of(Kind.REASONING, Kind.TEXT, Kind.WHOLE, Kind.FILTERED, Kind.REFUSED, Kind.LIMITED, Kind.BROKEN);
        var visits = 0;
        for (var family : Family.values()) {
            for (var stream : List.of(false, true)) {
                var kind = kinds.get(visits++ % kinds.size());
                var proof = api.send(HttpRequest.newBuilder(URI.create(api.url("/try/start"))));
                var body =
                        LeakVectorsTest.asking(Skin.CHAT, family, kind, stream).toString();

                var answer = api.send(HttpRequest.newBuilder(URI.create(api.url("/try/chat")))
                        .header("content-type", "application/json")
                        .header(
                                "x-tierup-proof",
                                SolvedProof.of(RunningService.JSON
                                        .readTree(proof.body())
                                        .path("proof")))
                        .POST(BodyPublishers.ofString(body)));

                LeakVectorsTest.assertTellsNothing(Skin.CHAT, answer);
                if (kind == Kind.BROKEN) {
                    assertThat(answer.body()).contains("\"error\"");
                } else {
                    LeakVectorsTest.assertIsWhatTheModelSaid(Skin.CHAT, kind, answer);
                }
            }
        }
        assertThat(visits).isGreaterThan(kinds.size());
    }

    /** Vectors 1 to 7 again, for those who have signed in: they may use tools. */
    @Test
    void noAnswerToASignedInPlayerTellsWhoGaveIt() throws Exception {
        var customer = Customer.open(api, "leak-player");
        var session = api.service.bean(StartSession.class).start(customer.account(), Optional.empty());
        for (var family : Family.values()) {
            for (var stream : List.of(false, true)) {
                for (var kind : List.of(Kind.TOOL, Kind.REASONED_TOOL)) {
                    var answer = api.send(HttpRequest.newBuilder(URI.create(api.url("/try/chat")))
                            .header("content-type", "application/json")
                            .header("cookie", "__Host-tierup=" + session.token().reveal())
                            .header("origin", api.url(""))
                            .POST(BodyPublishers.ofString(LeakVectorsTest.asking(Skin.CHAT, family, kind, stream)
                                    .toString())));

                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    LeakVectorsTest.assertTellsNothing(Skin.CHAT, answer);
                    LeakVectorsTest.assertIsWhatTheModelSaid(Skin.CHAT, kind, answer);
                }
            }
        }
    }
}
