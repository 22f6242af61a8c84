package dev.oncemark.ingest.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Java's own sockets, of which only so many are taken at once. The others are closed by the thread that accepts them,
 * before they cost anything: those that an event loop learns of wait in memory for it where it has no time, and after a
 * restart thousands of clients come at once while it has none.
 */
public final class BoundedAccepting implements io.vertx.core.transport.Transport, Transport {

    private final Transport sockets = NIO.implementation();
    private final Gate gate;

    /** @param most connections of all servers together */
    public BoundedAccepting(int most) {
        this.gate = new Gate(most);
    }

    @Sharable
    private static final class Gate extends ChannelInboundHandlerAdapter {

        private final AtomicInteger open = new AtomicInteger();
        private final int most;

        Gate(int most) {
            this.most = most;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            Channel connection = (Channel) accepted;
            if (open.incrementAndGet() > most) {
                open.decrementAndGet();
                connection.unsafe().closeForcibly();
                return;
            }
            connection.closeFuture().addListener(closed -> open.decrementAndGet());
            context.fireChannelRead(accepted);
        }
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean isDomainSocket) {
        ChannelFactory<? extends ServerChannel> channels = sockets.serverChannelFactory(isDomainSocket);
        return () -> {
            ServerChannel channel = channels.newChannel();
            channel.pipeline().addLast(gate);
            return channel;
        };
    }

    @Override
    public Transport implementation() {
        return this;
    }

    @Override
    public String name() {
        return "bounded";
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
        return null;
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return sockets.ioHandlerFactory();
    }

    @Override
    public DatagramChannel datagramChannel() {
        return sockets.datagramChannel();
    }

    @Override
    @SuppressWarnings("deprecation") // Its interface says so.
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return sockets.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean isDomainSocket) {
        return sockets.channelFactory(isDomainSocket);
    }
}
