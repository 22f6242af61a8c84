package dev.oncemark.endtoend.stack;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import dev.oncemark.localstack.Ports;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A container that is reached at the same port of 127.0.0.1 whenever it runs. Docker itself would give it another one at
 * each start, and a broker tells its clients the port it was first given.
 */
final class ContainerPart implements Part {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int STOP_SECONDS = 15;

    private final DockerClient docker = DockerClientFactory.instance().client();
    private final String name;
    private final GenericContainer<?> container;
    private final int port;
    private final Callable<Boolean> isReady;
    private boolean created;

    /**
     * @param name by which the other containers reach it
     * @param port where it is reached from here
     * @param isReady asked over and over; may fail while it is not
     */
    ContainerPart(String name, String image, Network network, int port, int inside, Callable<Boolean> isReady) {
        this.name = name;
        this.port = port;
        this.isReady = isReady;
        this.container = new GenericContainer<>(DockerImageName.parse(image))
                .withNetwork(network)
                .withNetworkAliases(name)
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy())
                .withCreateContainerCmdModifier(command -> {
                    PortBinding binding = PortBinding.parse("%s:%d:%d".formatted(Ports.HOST, port, inside));
                    HostConfig host = command.getHostConfig();
                    command.withExposedPorts(binding.getExposedPort())
                            .withHostConfig((host == null ? new HostConfig() : host).withPortBindings(binding));
                });
    }

    /** To be set up before the first start. */
    GenericContainer<?> container() {
        return container;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    String url() {
        return "http://" + Ports.HOST + ":" + port;
    }

    @Override
    public void start() {
        if (created) {
            docker.startContainerCmd(container.getContainerId()).exec();
        } else {
            container.start();
            created = true;
        }
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(isReady);
    }

    @Override
    public void stop() {
        docker.stopContainerCmd(container.getContainerId())
                .withTimeout(STOP_SECONDS)
                .exec();
    }

    @Override
    public void kill() {
        docker.killContainerCmd(container.getContainerId()).withSignal("KILL").exec();
    }

    /** What it has printed so far. */
    String log() {
        return container.getLogs();
    }

    /** Removes it and what it kept. */
    void remove() {
        container.stop();
    }
}
