package ai.tierup.functions.support.files;

import ai.tierup.api.DocumentReader;
import ai.tierup.domain.completion.LinkedFiles;
import ai.tierup.domain.conversation.FileProblem;
import ai.tierup.domain.conversation.ImageType;
import ai.tierup.domain.conversation.Part;
import ai.tierup.functions.support.egress.PublicDns;
import ai.tierup.functions.support.egress.PublicHttpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Fetches images and documents by https, all of a request side by side, and reads the documents one after the other. What their servers send
 * is bounded in size and time, and errors tell no more about these servers than {@link FileProblem} does.
 */
public final class HttpsFiles implements LinkedFiles, AutoCloseable {

    private static final int MAX_FILE_BYTES = 10_000_000;

    /** The limit on all files of a request, so that they fit into a function's memory in each form that they pass through. */
    private static final int MAX_TOTAL_BYTES = 20_000_000;

    private static final Duration MAX_TIME = Duration.ofSeconds(5);
    private static final int BUFFER_BYTES = 16 * 1024;

    private final CloseableHttpClient client;
    private final ExecutorService threads;
    private final Duration maxTime;

    /** @param threads virtual threads, which an interrupt ends even while they read from a connection */
    public HttpsFiles(ExecutorService threads) {
        this(PublicHttpClient.create(MAX_TIME), threads, MAX_TIME);
    }

    HttpsFiles(CloseableHttpClient client, ExecutorService threads, Duration maxTime) {
        this.client = client;
        this.threads = threads;
        this.maxTime = maxTime;
    }

    /** The file that was fetched is refused. */
    private static final class BadFile extends IOException {

        private static final long serialVersionUID = 1L;

        private final FileProblem problem;

        BadFile(FileProblem problem) {
            super(problem.name());
            this.problem = problem;
        }
    }

    @Override
    public Outcome fetch(List<Part.Link> links, Duration timeLeft) {
        var budget = new AtomicLong(MAX_TOTAL_BYTES);
        var time = timeLeft.compareTo(maxTime) < 0 ? timeLeft : maxTime;
        try {
            var fetches = links.stream()
                    .<Callable<byte[]>>map(link -> () -> fetch(link, budget))
                    .toList();
            return outcome(links, threads.invokeAll(fetches, time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(links.getFirst(), FileProblem.TOO_SLOW);
        }
    }

    private static Outcome outcome(List<Part.Link> links, List<Future<byte[]>> fetches) throws InterruptedException {
        var contents = new HashMap<Part.Link, Part.Content>();
        var documents = new DocumentReader();
        for (var i = 0; i < links.size(); i++) {
            try {
                contents.put(links.get(i), content(links.get(i), fetches.get(i).get(), documents));
            } catch (BadFile e) {
                return new Outcome.Failed(links.get(i), e.problem);
            } catch (CancellationException e) {
                return new Outcome.Failed(links.get(i), FileProblem.TOO_SLOW);
            } catch (ExecutionException e) {
                return new Outcome.Failed(links.get(i), problem(e.getCause()));
            }
        }
        return new Outcome.Fetched(contents);
    }

    private static FileProblem problem(@Nullable Throwable cause) {
        return switch (cause) {
            case BadFile bad -> bad.problem;
            case PublicDns.AddressNotPublic notPublic -> FileProblem.NOT_PUBLIC;
            case InterruptedIOException slow -> FileProblem.TOO_SLOW;
            case null, default -> FileProblem.UNREACHABLE;
        };
    }

    private byte[] fetch(Part.Link link, AtomicLong budget) throws IOException, HttpException {
        var request = new HttpGet(link.address());
        try {
            var response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
            var body = response.getEntity();
            if (response.getCode() != HttpStatus.SC_OK || body == null) {
                throw new BadFile(FileProblem.UNREACHABLE);
            }
            return read(body.getContent(), budget);
        } finally {
            // Closing the response would first read the rest of it, which may be endless.
            request.cancel();
        }
    }

    private static byte[] read(InputStream body, AtomicLong budget) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER_BYTES];
        for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > MAX_FILE_BYTES || budget.addAndGet(-count) < 0) {
                throw new BadFile(FileProblem.TOO_LARGE);
            }
        }
        return bytes.toByteArray();
    }

    private static Part.Content content(Part.Link link, byte[] file, DocumentReader documents) throws BadFile {
        return switch (link) {
            case Part.ImageLink image -> image(image, file);
            case Part.DocumentLink document -> text(document, file, documents);
        };
    }

    private static Part.Text text(Part.DocumentLink link, byte[] file, DocumentReader documents) throws BadFile {
        return switch (documents.read(file)) {
            case DocumentReader.Outcome.Read(var text) -> new Part.Text(link.heading() + text);
            case DocumentReader.Outcome.Unreadable(var problem) -> throw new BadFile(problem);
        };
    }

    private static Part.Image image(Part.ImageLink link, byte[] bytes) throws BadFile {
        var type = ImageType.of(bytes).orElseThrow(() -> new BadFile(FileProblem.NOT_AN_IMAGE));
        return new Part.Image(type.mediaType(), Base64.getEncoder().encodeToString(bytes), link.detail());
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
