package ai.tierup.functions.support.images;

import ai.tierup.domain.completion.LinkedImages;
import ai.tierup.domain.conversation.ImageProblem;
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
 * Fetches images by https, all of a request side by side. What their servers send is bounded in size and time, and errors tell no more about
 * these servers than {@link ImageProblem} does.
 */
public final class HttpsImages implements LinkedImages, AutoCloseable {

    private static final int MAX_IMAGE_BYTES = 10_000_000;

    /** The limit on all images of a request, so that they fit into a function's memory in each form that they pass through. */
    private static final int MAX_TOTAL_BYTES = 20_000_000;

    private static final Duration MAX_TIME = Duration.ofSeconds(5);
    private static final int BUFFER_BYTES = 16 * 1024;

    private final CloseableHttpClient client;
    private final ExecutorService threads;
    private final Duration maxTime;

    /** @param threads virtual threads, which an interrupt ends even while they read from a connection */
    public HttpsImages(ExecutorService threads) {
        this(PublicHttpClient.create(MAX_TIME), threads, MAX_TIME);
    }

    HttpsImages(CloseableHttpClient client, ExecutorService threads, Duration maxTime) {
        this.client = client;
        this.threads = threads;
        this.maxTime = maxTime;
    }

    /** The image that was fetched is refused. */
    private static final class BadImage extends IOException {

        private static final long serialVersionUID = 1L;

        private final ImageProblem problem;

        BadImage(ImageProblem problem) {
            super(problem.name());
            this.problem = problem;
        }
    }

    @Override
    public Outcome fetch(List<Part.ImageLink> links, Duration timeLeft) {
        var budget = new AtomicLong(MAX_TOTAL_BYTES);
        var time = timeLeft.compareTo(maxTime) < 0 ? timeLeft : maxTime;
        try {
            var fetches = links.stream()
                    .<Callable<Part.Image>>map(link -> () -> fetch(link, budget))
                    .toList();
            return outcome(links, threads.invokeAll(fetches, time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(links.getFirst(), ImageProblem.TOO_SLOW);
        }
    }

    private static Outcome outcome(List<Part.ImageLink> links, List<Future<Part.Image>> fetches)
            throws InterruptedException {
        var images = new HashMap<Part.ImageLink, Part.Image>();
        for (var i = 0; i < links.size(); i++) {
            try {
                images.put(links.get(i), fetches.get(i).get());
            } catch (CancellationException e) {
                return new Outcome.Failed(links.get(i), ImageProblem.TOO_SLOW);
            } catch (ExecutionException e) {
                return new Outcome.Failed(links.get(i), problem(e.getCause()));
            }
        }
        return new Outcome.Fetched(images);
    }

    private static ImageProblem problem(@Nullable Throwable cause) {
        return switch (cause) {
            case BadImage bad -> bad.problem;
            case PublicDns.AddressNotPublic notPublic -> ImageProblem.NOT_PUBLIC;
            case InterruptedIOException slow -> ImageProblem.TOO_SLOW;
            case null, default -> ImageProblem.UNREACHABLE;
        };
    }

    private Part.Image fetch(Part.ImageLink link, AtomicLong budget) throws IOException, HttpException {
        var request = new HttpGet(link.address());
        try {
            var response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
            var body = response.getEntity();
            if (response.getCode() != HttpStatus.SC_OK || body == null) {
                throw new BadImage(ImageProblem.UNREACHABLE);
            }
            return image(link, read(body.getContent(), budget));
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
            if (bytes.size() > MAX_IMAGE_BYTES || budget.addAndGet(-count) < 0) {
                throw new BadImage(ImageProblem.TOO_LARGE);
            }
        }
        return bytes.toByteArray();
    }

    private static Part.Image image(Part.ImageLink link, byte[] bytes) throws BadImage {
        var type = ImageType.of(bytes).orElseThrow(() -> new BadImage(ImageProblem.NOT_AN_IMAGE));
        return new Part.Image(type.mediaType(), Base64.getEncoder().encodeToString(bytes), link.detail());
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
