package ai.tierup.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class OrderedBodyTest {

    private final OrderedBody body = new OrderedBody();
    private int requested;
    private boolean cancelled;

    private void subscribe() {
        body.onSubscribe(new Subscription() {

            @Override
            public void request(long count) {
                requested += (int) count;
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }

    private static List<ByteBuffer> batch(String... parts) {
        return List.of(parts).stream()
                .map(part -> ByteBuffer.wrap(part.getBytes(UTF_8)))
                .toList();
    }

    @Test
    void bytesReceivedBeforeAFailureAreReadFirst() throws IOException {
        subscribe();
        body.onNext(batch("ab", "c"));
        body.onNext(batch("", "d"));
        body.onError(new IOException("reset"));

        assertThat(new String(body.readNBytes(4), UTF_8)).isEqualTo("abcd");
        assertThatThrownBy(body::read).isInstanceOf(IOException.class).hasRootCauseMessage("reset");
        assertThatThrownBy(body::read).isInstanceOf(IOException.class);
    }

    @Test
    void readingPastTheEndKeepsReturningMinusOne() throws IOException {
        subscribe();
        body.onNext(batch("\u00ff"));
        body.onComplete();

        assertThat(body.read()).isEqualTo(0xc3);
        assertThat(body.read()).isEqualTo(0xbf);
        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.read()).isEqualTo(-1);
    }

    @Test
    void aBatchIsRequestedOnlyWhenItIsRead() throws IOException {
        subscribe();
        body.onNext(batch("ab"));
        body.onNext(batch("c"));

        assertThat(requested).isZero();
        assertThat(body.readNBytes(2)).hasSize(2);
        assertThat(requested).isEqualTo(1);
        assertThat(body.read()).isEqualTo('c');
        assertThat(requested).isEqualTo(2);
    }

    @Test
    void closingCancelsTheSubscription() {
        subscribe();

        body.close();

        assertThat(cancelled).isTrue();
    }
}
