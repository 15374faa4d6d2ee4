package ai.tierup.functions.support.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.completion.LinkedFiles.Outcome;
import ai.tierup.domain.conversation.FileProblem;
import ai.tierup.domain.conversation.Part;
import ai.tierup.functions.support.egress.PublicHttpClient;
import ai.tierup.functions.support.egress.TlsServer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsFilesTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private static Path folder;

    private static TlsServer server;
    private static ExecutorService threads;
    private static HttpsFiles files;

    @BeforeAll
    static void start() throws Exception {
        server = new TlsServer(folder);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        var client = PublicHttpClient.with(server.dns(), new DefaultClientTlsStrategy(server.tls()), LONG);
        files = new HttpsFiles(client, threads, LONG);
    }

    @AfterAll
    static void stop() {
        files.close();
        threads.shutdownNow();
        server.close();
    }

    private static Part.ImageLink link(String url) {
        return new Part.ImageLink(URI.create(url), Part.Detail.HIGH, "field of " + url);
    }

    private static Part.ImageLink served(String path, HttpHandler handler) {
        server.serve(path, handler);
        return link("https://" + TlsServer.HOST + path);
    }

    private static HttpHandler answer(int status, byte[] body) {
        return exchange -> send(exchange, status, body);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static FileProblem problem(Part.Link... links) {
        var outcome = files.fetch(List.of(links), LONG);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).problem();
    }

    @Test
    void anImageIsFetchedAndItsTypeToldByItsBytes() {
        var link = served("/cat.jpg", answer(200, PNG));

        assertThat(files.fetch(List.of(link), LONG))
                .isEqualTo(new Outcome.Fetched(Map.of(
                        link, new Part.Image("image/png", Base64.getEncoder().encodeToString(PNG), Part.Detail.HIGH))));
    }

    private static Part.DocumentLink document(String path, byte[] file) {
        return new Part.DocumentLink(served(path, answer(200, file)).address(), "tides:\n", "field of " + path);
    }

    @Test
    void aDocumentIsItsText() {
        var link = document("/tides.txt", "The tide is out.".getBytes(UTF_8));

        assertThat(files.fetch(List.of(link), LONG))
                .isEqualTo(new Outcome.Fetched(Map.of(link, new Part.Text("tides:\nThe tide is out."))));
    }

    @Test
    void aDocumentThatCannotBeReadIsRefused() {
        assertThat(problem(document("/noise", new byte[] {(byte) 0xFF, 0}))).isEqualTo(FileProblem.NOT_A_DOCUMENT);
        assertThat(problem(document("/broken.pdf", "%PDF-1.7".getBytes(UTF_8)))).isEqualTo(FileProblem.DAMAGED);
    }

    @Test
    void imagesAreFetchedSideBySide() {
        var both = new CyclicBarrier(2);
        HttpHandler whenBothAreAsked = exchange -> {
            try {
                both.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IOException(e);
            }
            send(exchange, 200, PNG);
        };

        var outcome = files.fetch(List.of(served("/one", whenBothAreAsked), served("/two", whenBothAreAsked)), LONG);

        assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
    }

    @Test
    void noLinksAreNoImages() {
        assertThat(files.fetch(List.of(), Duration.ZERO)).isEqualTo(new Outcome.Fetched(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/a.png",
                "https://[::1]/a.png",
                "https://[::ffff:127.0.0.1]/a.png",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00:ec2::254]/latest/meta-data",
                "https://10.0.0.7/a.png",
                "https://2130706433/a.png",
                "https://localhost/a.png"
            })
    void aPrivateAddressIsNeverAsked(String url) {
        assertThat(problem(link(url))).isEqualTo(FileProblem.NOT_PUBLIC);
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() {
        served("/mine.png", answer(200, PNG));

        assertThat(problem(link("https://" + TlsServer.OTHER_HOST + "/mine.png")))
                .isEqualTo(FileProblem.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({"204", "302", "401", "404", "500"})
    void anotherStatusThan200IsNoImage(int status) {
        var asked = new AtomicInteger();
        served("/target" + status, exchange -> {
            asked.incrementAndGet();
            send(exchange, 200, PNG);
        });
        var link = served("/status" + status, exchange -> {
            exchange.getResponseHeaders().add("location", "/target" + status);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });

        assertThat(problem(link)).isEqualTo(FileProblem.UNREACHABLE);
        assertThat(asked).hasValue(0);
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThat(problem(served("/page.png", answer(200, "<html>a page</html>".getBytes(UTF_8)))))
                .isEqualTo(FileProblem.NOT_AN_IMAGE);
        assertThat(problem(served("/empty.png", answer(200, new byte[0])))).isEqualTo(FileProblem.NOT_AN_IMAGE);
    }

    @Test
    void anEndlessImageIsCutAtTheLimit() {
        var link = served("/endless.png", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                var chunk = Arrays.copyOf(PNG, 100_000);
                while (true) {
                    exchange.getResponseBody().write(chunk);
                }
            }
        });

        assertThat(problem(link)).isEqualTo(FileProblem.TOO_LARGE);
    }

    @Test
    void allImagesTogetherAreBoundedToo() {
        var large = answer(200, Arrays.copyOf(PNG, 7_000_000));
        var links = new Part.ImageLink[] {served("/large1", large), served("/large2", large), served("/large3", large)};

        assertThat(files.fetch(List.of(links[0], links[1]), LONG)).isInstanceOf(Outcome.Fetched.class);
        assertThat(problem(links)).isEqualTo(FileProblem.TOO_LARGE);
    }

    @Test
    void headersWithoutAnEndAreUnreachable() {
        var link = served("/headers.png", exchange -> {
            exchange.getResponseHeaders().add("x-long", "x".repeat(10_000));
            send(exchange, 200, PNG);
        });

        assertThat(problem(link)).isEqualTo(FileProblem.UNREACHABLE);
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsTooSlow() {
        var end = new CountDownLatch(1);
        var link = served("/silent.png", exchange -> {
            try (exchange) {
                end.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });

        var outcome = files.fetch(List.of(link), Duration.ofMillis(300));
        end.countDown();

        assertThat(outcome).isEqualTo(new Outcome.Failed(link, FileProblem.TOO_SLOW));
    }
}
