package dev.oncemark.runtime;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the {@code main} of an app does: reads the settings, starts the app, and stops it when the process is asked to end.
 * It exits with 0 after SIGTERM or SIGINT, 1 where the app cannot start or has died, 2 where a setting is wrong.
 */
public final class AppMain {

    private static final Logger LOG = LoggerFactory.getLogger(AppMain.class);

    private static final int FAILED = 1;
    private static final int WRONG_SETTING = 2;

    private final AtomicReference<@Nullable AutoCloseable> running = new AtomicReference<>();
    private final AtomicInteger exit = new AtomicInteger();

    private AppMain() {}

    /** How an app is made. */
    public interface Start {
        /**
         * Returns once the app runs, on threads of its own.
         *
         * @param died to be run when it cannot go on, by any thread: the process then stops the app and exits with 1
         * @return what stops the app
         * @throws InvalidSettingException if a setting is wrong
         */
        AutoCloseable start(Settings settings, Runnable died) throws Exception;
    }

    /**
     * Never returns: the process ends when it is asked to, or when the app cannot go on.
     *
     * @param app the class whose class loader has the app's {@code oncemark.properties}
     */
    public static void run(Class<?> app, Start start) {
        new AppMain().start(app, start);
    }

    private void start(Class<?> app, Start start) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            Settings settings = Settings.load(app, System.getenv());
            settings.warnings().forEach(warning -> LOG.atWarn().log(warning));
            running.set(start.start(settings, this::died));
            new CountDownLatch(1).await();
        } catch (Exception failure) {
            if (!isStopping()) {
                end(report(failure));
            }
        }
    }

    /** Whether the process ends already: what fails to start then is no error. */
    private static boolean isStopping() {
        try {
            return Runtime.getRuntime().removeShutdownHook(new Thread());
        } catch (IllegalStateException shutdownInProgress) {
            return true;
        }
    }

    /** Says why the app could not start; the exit code. */
    private static int report(Exception failure) {
        if (failure instanceof InvalidSettingException) {
            LOG.atError().addKeyValue("reason", failure.getMessage()).log("a setting is wrong");
            return WRONG_SETTING;
        }
        if (failure instanceof CannotStartException || failure instanceof IOException) {
            LOG.atError().addKeyValue("reason", failure.getMessage()).log("cannot start");
        } else {
            LOG.atError().setCause(failure).log("cannot start");
        }
        return FAILED;
    }

    /** On a thread of its own: the one that says so may be one that stopping waits for. */
    private void died() {
        new Thread(() -> end(FAILED), "exit").start();
    }

    private void end(int code) {
        exit.set(code);
        System.exit(code);
    }

    /** Halts, so that a process that was stopped as it should be exits with 0 and not with the signal's number. */
    private void stop() {
        AutoCloseable app = running.get();
        if (app != null) {
            LOG.atInfo().log("stopping");
            close(app);
        }
        Runtime.getRuntime().halt(exit.get());
    }

    private static void close(AutoCloseable app) {
        try {
            app.close();
        } catch (Exception failure) {
            LOG.atError().setCause(failure).log("stopped with an error");
        }
    }
}
