package dev.oncemark.chaos.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection of a flood, with at most one request on it. */
final class Caller {

    private final SocketChannel channel;
    private final SelectionKey key;
    private Reply reply = new Reply();
    private @Nullable ByteBuffer unsent;
    private @Nullable Wish wish;
    private long since;

    Caller(Selector selector, SocketAddress api) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = channel.connect(api);
        key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    }

    /** @param intended when the request was to be sent: its answer is as late as it is after that */
    void ask(Wish next, ByteBuffer request, long intended) throws IOException {
        wish = next;
        since = intended;
        reply = new Reply();
        unsent = request;
        send();
    }

    private void send() throws IOException {
        if (unsent != null && channel.isConnected()) {
            channel.write(unsent);
            boolean isSent = !unsent.hasRemaining();
            unsent = isSent ? null : unsent;
            key.interestOps(isSent ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** Does what its channel is ready for; whether the answer is whole now. */
    boolean proceed(ByteBuffer buffer) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            send();
        } else if (key.isWritable()) {
            send();
        }
        return key.isReadable() && read(buffer);
    }

    private boolean read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            throw new IOException("closed");
        }
        return wish != null && reply.add(US_ASCII.decode(buffer.flip()));
    }

    /** Its request is answered, or never will be. */
    @Nullable
    Wish forget() {
        Wish asked = wish;
        wish = null;
        return asked;
    }

    Reply reply() {
        return reply;
    }

    long since() {
        return since;
    }

    boolean isWaitingSince(long time) {
        return wish != null && since < time;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // That is what was wanted.
        }
    }
}
