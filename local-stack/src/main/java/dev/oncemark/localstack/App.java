package dev.oncemark.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of Oncemark's own apps, run from its jar and those in {@code lib} beside it. */
public final class App extends ManagedProcess {

    private final String module;
    private final int port;
    private final int heapMiB;
    private final Map<String, String> settings;
    private volatile String lastAnswer = "no answer yet";

    /** @param settings environment variables, as the app documents them; its port is added */
    App(String module, ProcessFiles files, int port, int heapMiB, Map<String, String> settings) {
        super(module, files);
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
        List<String> words = new Jvm(directory(), heapMiB).app(FastStart.options(module), jar(module));
        return new ServerProcess.Command(words, environment);
    }

    /**
     * A module's jar, which names those in {@code lib} beside it: {@code java -jar} runs it.
     *
     * @throws IllegalStateException if it has not been built
     */
    public static Path jar(String module) {
        Path jar = ProjectHome.directory().resolve("%1$s/target/%1$s.jar".formatted(module));
        if (!Files.isRegularFile(jar) || !Files.isDirectory(jar.resolveSibling("lib"))) {
            throw new IllegalStateException(jar + " is missing: build it first (mvn -DskipTests package)");
        }
        return jar;
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
