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
 * A socket to the Runtime API, for one request: nothing is kept that could go stale in a frozen environment or in a snapshot. It is
 * a channel with a selector because a plain socket would wait for ever to write to a peer that reads nothing.
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
            // A chunk must not wait for the acknowledgement of the one before.
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            var selector = Selector.open();
            return new RuntimeConnection(channel, selector, channel.register(selector, 0));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** @throws SocketTimeoutException when the peer takes nothing for too long */
    void send(byte[] bytes, Patience patience) throws IOException {
        var unsent = ByteBuffer.wrap(bytes);
        while (unsent.hasRemaining()) {
            if (channel.write(unsent) == 0) {
                await(SelectionKey.OP_WRITE, patience);
            }
        }
    }

    /** @throws SocketTimeoutException when the peer sends nothing for too long */
    RuntimeAnswer receive(Patience patience) throws IOException {
        return RuntimeAnswer.read(new Received(patience));
    }

    private void await(int operation, Patience patience) throws IOException {
        key.interestOps(operation);
        var millis = patience.left().toMillis();
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

        private final Patience patience;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();

        Received(Patience patience) {
            this.patience = patience;
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

        /** An HTTP message says where it ends, so the end of the connection is always too early. */
        private void fill() throws IOException {
            while (!buffer.hasRemaining()) {
                buffer.clear();
                var count = channel.read(buffer);
                buffer.flip();
                if (count < 0) {
                    throw new EOFException("the Runtime API closed the connection");
                }
                if (count == 0) {
                    await(SelectionKey.OP_READ, patience);
                }
            }
        }
    }
}
