package dev.oncemark.localstack.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection of a load, with at most one request on it. */
final class LoadConnection<R extends PlannedRequest> {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ResponseReader response = new ResponseReader();
    private @Nullable ByteBuffer unsent;
    private @Nullable Attempt<R> attempt;
    private long deadline;

    LoadConnection(Selector selector, SocketAddress server) throws IOException {
        channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = channel.connect(server);
            key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    /** @param latest when its answer is given up */
    void send(Attempt<R> next, ByteBuffer request, long latest) throws IOException {
        attempt = next;
        deadline = latest;
        unsent = request;
        response.begin();
        write();
    }

    private void write() throws IOException {
        if (unsent != null && channel.isConnected()) {
            channel.write(unsent);
            if (unsent.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            } else {
                unsent = null;
                key.interestOps(SelectionKey.OP_READ);
            }
        }
    }

    /** Does what its channel is ready for; whether the answer is whole now. */
    boolean proceed(ByteBuffer buffer) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            write();
        } else if (key.isWritable()) {
            write();
        }
        return key.isReadable() && read(buffer);
    }

    private boolean read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new IOException("closed by the server");
        }
        return attempt != null && response.add(buffer.flip());
    }

    ResponseReader response() {
        return response;
    }

    /** The request that it is busy with, and is not any more. */
    @Nullable
    Attempt<R> release() {
        Attempt<R> released = attempt;
        attempt = null;
        return released;
    }

    boolean isOverdue(long now) {
        return attempt != null && now - deadline > 0;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException closedAlready) {
            // That is what was wanted.
        }
    }
}
