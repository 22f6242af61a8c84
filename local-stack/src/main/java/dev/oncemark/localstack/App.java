package dev.oncemark.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of Oncemark's own apps, run from what its executable jar has in it. */
public final class App extends Part {

    private final String module;
    private final int port;
    private final int heapMiB;
    private final Map<String, String> settings;
    private volatile String lastAnswer = "no answer yet";

    /** @param settings environment variables, as the app documents them; its port is added */
    App(String module, Place place, int port, int heapMiB, Map<String, String> settings) {
        super(module, place);
        this.module = module;
        this.port = port;
        this.heapMiB = heapMiB;
        this.settings = Map.copyOf(settings);
    }

    public int port() {
        return port;
    }

    /** The root of its HTTP server. */
    public String url() {
        return "http://" + Ports.HOST + ":" + port;
    }

    @Override
    ServerProcess.Command command() {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("ONCEMARK_HTTP_HOST", Ports.HOST);
        environment.put("ONCEMARK_HTTP_PORT", String.valueOf(port));
        UnpackedApp app = UnpackedApp.of(module);
        List<String> options = ClassArchive.of(module, app.jars()).options();
        return new ServerProcess.Command(new Jvm(directory(), heapMiB).app(options, app), environment);
    }

    /**
     * A module's executable jar.
     *
     * @throws IllegalStateException if it has not been built
     */
    public static Path jar(String module) {
        Path jar = ProjectHome.directory().resolve("%1$s/target/%1$s-exec.jar".formatted(module));
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: build it first (mvn -DskipTests package)");
        }
        return jar;
    }

    @Override
    void onStopped() {
        ClassArchive.of(module, UnpackedApp.of(module).jars()).keep();
    }

    @Override
    boolean isReady() {
        if (!Ports.answers(port)) {
            return false;
        }
        var answer = Http.get(url() + "/health/ready");
        lastAnswer = answer.status() + " " + answer.body();
        return answer.status() == 200;
    }

    @Override
    String readiness() {
        return "to be ready (" + lastAnswer.strip() + ")";
    }
}
