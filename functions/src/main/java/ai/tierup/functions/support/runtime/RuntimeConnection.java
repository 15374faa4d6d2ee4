package ai.tierup.functions.support.runtime;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;

/**
 * A connection to the Runtime API for one request. It is not reused, because a connection can go stale in a frozen environment or a
 * snapshot. It uses a channel with a selector, because a write to a plain socket has no timeout.
 */
final class RuntimeConnection implements Closeable {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    private RuntimeConnection(SocketChannel channel, Selector selector, SelectionKey key) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    static RuntimeConnection open(InetSocketAddress address) throws IOException {
        var channel = SocketChannel.open(address);
        try {
            // A chunk must not wait for the acknowledgement of the previous one.
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            var selector = Selector.open();
            return new RuntimeConnection(channel, selector, channel.register(selector, 0));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** @throws SocketTimeoutException if the peer reads nothing within the timeout */
    void send(byte[] bytes, IdleTimeout idleTimeout) throws IOException {
        var unsent = ByteBuffer.wrap(bytes);
        while (unsent.hasRemaining()) {
            if (channel.write(unsent) == 0) {
                await(SelectionKey.OP_WRITE, idleTimeout);
            }
        }
    }

    /** @throws SocketTimeoutException if the peer sends nothing within the timeout */
    RuntimeAnswer receive(IdleTimeout idleTimeout) throws IOException {
        return RuntimeAnswer.read(new Received(idleTimeout));
    }

    private void await(int operation, IdleTimeout idleTimeout) throws IOException {
        key.interestOps(operation);
        var millis = idleTimeout.duration().toMillis();
        if (millis <= 0 || selector.select(millis) == 0) {
            throw new SocketTimeoutException("the Runtime API stalls");
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }

    private final class Received extends InputStream {

        private final IdleTimeout idleTimeout;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();

        Received(IdleTimeout idleTimeout) {
            this.idleTimeout = idleTimeout;
        }

        @Override
        public int read() throws IOException {
            fill();
            return buffer.get() & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0) {
                return 0;
            }
            fill();
            var count = Math.min(length, buffer.remaining());
            buffer.get(bytes, offset, count);
            return count;
        }

        /** Fills the buffer. The end of the connection is always an error, because each HTTP message declares its length. */
        private void fill() throws IOException {
            while (!buffer.hasRemaining()) {
                buffer.clear();
                var count = channel.read(buffer);
                buffer.flip();
                if (count < 0) {
                    throw new EOFException("the Runtime API closed the connection");
                }
                if (count == 0) {
                    await(SelectionKey.OP_READ, idleTimeout);
                }
            }
        }
    }
}
