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
    private final ProcessFiles files;
    private final Path project;
    private volatile String lastAnswer = "no answer yet";

    /** @param settings environment variables, as the app documents them; its port is added */
    App(String module, ProcessFiles files, int port, int heapMiB, Map<String, String> settings) {
        this(module, files, port, heapMiB, settings, ProjectHome.directory());
    }

    private App(String module, ProcessFiles files, int port, int heapMiB, Map<String, String> settings, Path project) {
        super(module, files);
        this.module = module;
        this.files = files;
        this.project = project;
        this.port = port;
        this.heapMiB = heapMiB;
        this.settings = Map.copyOf(settings);
    }

    /** This app of another version, on the same data and port: only one of the two can run. {@code built} has its jars. */
    public App ofVersion(Path built) {
        return new App(module, files, port, heapMiB, settings, built);
    }

    /** This app with one setting more, or another, on the same data and port: only one of the two can run. */
    public App with(String variable, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(variable, value);
        return new App(module, files, port, heapMiB, all, project);
    }

    /** One more of them, with data and a port of its own. */
    App another(ProcessFiles of, int onPort) {
        return new App(module, of, onPort, heapMiB, settings, project);
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
        // Only this version's classes are kept for the next start.
        List<String> options = project.equals(ProjectHome.directory()) ? FastStart.options(module) : List.of();
        List<String> words = new Jvm(directory(), heapMiB).app(options, jar(project, module));
        return new ServerProcess.Command(words, environment);
    }

    /**
     * A module's jar, which names those in {@code lib} beside it: {@code java -jar} runs it.
     *
     * @throws IllegalStateException if it has not been built
     */
    public static Path jar(String module) {
        return jar(ProjectHome.directory(), module);
    }

    /** The same of another version, in the project in which that was built. */
    public static Path jar(Path project, String module) {
        Path whole = project.resolve("%1$s/target/%1$s-exec.jar".formatted(module));
        if (Files.isRegularFile(whole)) {
            // As 0.1.0 was built.
            return whole;
        }
        Path jar = project.resolve("%1$s/target/%1$s.jar".formatted(module));
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
