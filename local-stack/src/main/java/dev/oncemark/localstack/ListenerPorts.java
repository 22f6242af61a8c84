package dev.oncemark.localstack;

import dev.oncemark.runtime.InvalidSettingException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The port of each listener of one stack; all different. */
public record ListenerPorts(Map<Listener, Integer> ports) {

    public ListenerPorts {
        ports = Map.copyOf(ports);
    }

    /**
     * The standard ports, or those that the environment names.
     *
     * @throws InvalidSettingException if a variable is not a port, or two parts would have the same
     */
    public static ListenerPorts of(Map<String, String> environment) {
        Map<Listener, Integer> ports = new EnumMap<>(Listener.class);
        Set<Integer> taken = new HashSet<>();
        for (Listener listener : Listener.values()) {
            refuseFormerName(listener, environment);
            int port = port(listener, environment.get(listener.variable()));
            if (!taken.add(port)) {
                throw new InvalidSettingException(
                        "%s: port %d is another part's already".formatted(listener.variable(), port));
            }
            ports.put(listener, port);
        }
        return new ListenerPorts(ports);
    }

    /** A free port for each. */
    public static ListenerPorts free() {
        Map<Listener, Integer> ports = new EnumMap<>(Listener.class);
        Set<Integer> taken = new HashSet<>();
        for (Listener listener : Listener.values()) {
            int port = Ports.free();
            while (!taken.add(port)) {
                port = Ports.free();
            }
            ports.put(listener, port);
        }
        return new ListenerPorts(ports);
    }

    /** These, but a free port instead of each on which somebody listens already. */
    public ListenerPorts withFreeForThoseInUse() {
        ListenerPorts free = free();
        Map<Listener, Integer> chosen = new EnumMap<>(ports);
        chosen.replaceAll((listener, port) -> Ports.inUse(port) ? free.port(listener) : port);
        return new ListenerPorts(chosen);
    }

    public int port(Listener listener) {
        return ports.getOrDefault(listener, listener.standard());
    }

    /** One sentence for each port on which somebody listens already. */
    public List<String> inUse() {
        return Arrays.stream(Listener.values())
                .filter(listener -> Ports.inUse(port(listener)))
                .map(listener -> "port %d, on which %s would listen, is in use; set %s to another"
                        .formatted(port(listener), listener.part(), listener.variable()))
                .toList();
    }

    private static void refuseFormerName(Listener listener, Map<String, String> environment) {
        if (environment.containsKey(listener.formerVariable()) && !environment.containsKey(listener.variable())) {
            throw new InvalidSettingException(
                    "%s is now called %s".formatted(listener.formerVariable(), listener.variable()));
        }
    }

    private static int port(Listener listener, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return listener.standard();
        }
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, as a number out of range is.
        }
        throw new InvalidSettingException(
                "%s is \"%s\": it has to be a port from 1 to 65535".formatted(listener.variable(), text));
    }
}
