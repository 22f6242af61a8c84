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
public record Addresses(Map<Address, Integer> ports) {

    public Addresses {
        ports = Map.copyOf(ports);
    }

    /**
     * The standard ports, or those that the environment names.
     *
     * @throws InvalidSettingException if a variable is not a port, or two parts would have the same
     */
    public static Addresses of(Map<String, String> environment) {
        Map<Address, Integer> ports = new EnumMap<>(Address.class);
        Set<Integer> taken = new HashSet<>();
        for (Address address : Address.values()) {
            refuseFormerName(address, environment);
            int port = port(address, environment.get(address.variable()));
            if (!taken.add(port)) {
                throw new InvalidSettingException(
                        "%s: port %d is another part's already".formatted(address.variable(), port));
            }
            ports.put(address, port);
        }
        return new Addresses(ports);
    }

    /** A free port for each. */
    public static Addresses free() {
        Map<Address, Integer> ports = new EnumMap<>(Address.class);
        Set<Integer> taken = new HashSet<>();
        for (Address address : Address.values()) {
            int port = Ports.free();
            while (!taken.add(port)) {
                port = Ports.free();
            }
            ports.put(address, port);
        }
        return new Addresses(ports);
    }

    /** These, but a free port instead of each on which somebody listens already. */
    public Addresses withFreeForThoseInUse() {
        Addresses free = free();
        Map<Address, Integer> chosen = new EnumMap<>(ports);
        chosen.replaceAll((address, port) -> Ports.inUse(port) ? free.port(address) : port);
        return new Addresses(chosen);
    }

    public int port(Address address) {
        return ports.getOrDefault(address, address.standard());
    }

    /** One sentence for each port on which somebody listens already. */
    public List<String> inUse() {
        return Arrays.stream(Address.values())
                .filter(address -> Ports.inUse(port(address)))
                .map(address -> "port %d, on which %s would listen, is in use; set %s to another"
                        .formatted(port(address), address.part(), address.variable()))
                .toList();
    }

    private static void refuseFormerName(Address address, Map<String, String> environment) {
        if (environment.containsKey(address.formerVariable()) && !environment.containsKey(address.variable())) {
            throw new InvalidSettingException(
                    "%s is now called %s".formatted(address.formerVariable(), address.variable()));
        }
    }

    private static int port(Address address, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return address.standard();
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
                "%s is \"%s\": it has to be a port from 1 to 65535".formatted(address.variable(), text));
    }
}
