package ai.tierup.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A response body that reports a failure only after all bytes received before it have been read. The JDK's own stream discards
 * unread bytes as soon as the connection breaks; customers are billed for them and must receive them.
 */
final class OrderedBody extends InputStream implements BodySubscriber<InputStream> {

    private sealed interface Item {}

    private record Bytes(List<ByteBuffer> buffers) implements Item {}

    private record Failure(Throwable cause) implements Item {}

    private record End() implements Item {}

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private Item current = new Bytes(List.of());

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription.complete(newSubscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        items.add(new Bytes(buffers));
    }

    @Override
    public void onError(Throwable failure) {
        items.add(new Failure(failure));
    }

    @Override
    public void onComplete() {
        items.add(new End());
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            switch (current) {
                case Bytes(var buffers) -> {
                    for (var buffer : buffers) {
                        if (buffer.hasRemaining()) {
                            var count = Math.min(length, buffer.remaining());
                            buffer.get(target, offset, count);
                            return count;
                        }
                    }
                    current = next();
                }
                case Failure(var cause) -> throw new IOException("The connection broke", cause);
                case End() -> {
                    return -1;
                }
            }
        }
    }

    /** Requests one batch at a time, so that a slow reader slows the server down instead of filling the heap. */
    private Item next() throws IOException {
        try {
            subscription.get().request(1);
            return items.take();
        } catch (InterruptedException | ExecutionException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        if (subscription.isDone()) {
            subscription.join().cancel();
        }
    }
}
