package dev.oncemark.ingest.server;

import dev.oncemark.ingest.settings.IngestSettings.Connections;
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
 * NIO transport that closes connections over the limit on the thread that accepts them. An event loop without time
 * keeps those that it is told of in memory, and after a restart thousands of clients come at once while it has none.
 */
public final class ConnectionLimitingTransport implements io.vertx.core.transport.Transport, Transport {

    private final Transport sockets = NIO.implementation();
    private final Gate gate;

    /** @param limits of all servers together */
    public ConnectionLimitingTransport(Connections limits) {
        this.gate = new Gate(ConnectionLimits.accepted(limits));
    }

    @Sharable
    private static final class Gate extends ChannelInboundHandlerAdapter {

        private final AtomicInteger open = new AtomicInteger();
        private final int max;

        Gate(int max) {
            this.max = max;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            Channel connection = (Channel) accepted;
            if (open.incrementAndGet() > max) {
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
