package dev.oncemark.chaos.faults;

import dev.oncemark.chaos.installation.ProxiedStack;
import dev.oncemark.chaos.proxy.Proxy;
import dev.oncemark.chaos.proxy.Weather;
import dev.oncemark.localstack.ManagedProcess;
import dev.oncemark.localstack.Stack;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** How something is broken and put right, and how long it has to stay broken at least. */
record Breakage(Consumer<Breaker> inject, Consumer<Breaker> heal, Duration shortest) {

    Breakage(Consumer<Breaker> inject, Consumer<Breaker> heal) {
        this(inject, heal, Duration.ZERO);
    }

    static Breakage killed(Function<Stack, ManagedProcess> part) {
        return new Breakage(
                breaker -> breaker.kill(part.apply(breaker.stack())),
                breaker -> breaker.start(part.apply(breaker.stack())));
    }

    static Breakage frozen(Function<Stack, ManagedProcess> part) {
        return new Breakage(
                breaker -> breaker.freeze(part.apply(breaker.stack())),
                breaker -> breaker.thaw(part.apply(breaker.stack())));
    }

    static Breakage network(Function<ProxiedStack, Proxy> proxy, Weather weather) {
        return new Breakage(
                breaker -> proxy.apply(breaker.proxied()).weather(weather),
                breaker -> proxy.apply(breaker.proxied()).weather(Weather.CLEAR));
    }
}
