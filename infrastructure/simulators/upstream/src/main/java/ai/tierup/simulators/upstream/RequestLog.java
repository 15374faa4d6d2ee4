package ai.tierup.simulators.upstream;

import java.util.ArrayDeque;
import java.util.List;

/** The newest requests. Their number and bytes are bounded, because a body may contain megabytes of images. */
final class RequestLog {
    private static final int MAX_REQUESTS = 256;
    private static final long MAX_BODY_BYTES = 32L << 20;

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long bodyBytes;
    private long calls;

    private record Entry(RecordedRequest request, int bodyBytes) {}

    synchronized void add(RecordedRequest request, int requestBodyBytes) {
        entries.addLast(new Entry(request, requestBodyBytes));
        bodyBytes += requestBodyBytes;
        calls++;
        while (entries.size() > MAX_REQUESTS || (bodyBytes > MAX_BODY_BYTES && entries.size() > 1)) {
            bodyBytes -= entries.removeFirst().bodyBytes();
        }
    }

    synchronized List<RecordedRequest> newest() {
        return entries.stream().map(Entry::request).toList();
    }

    synchronized long calls() {
        return calls;
    }
}
