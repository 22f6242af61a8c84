package dev.oncemark.chaos;

import dev.oncemark.localstack.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a part takes. */
final class Memory {

    private Memory() {}

    /** All that it has in memory now, as Linux says; 0 elsewhere. */
    static double residentMib(ManagedProcess part) {
        if (part.pid().isEmpty()) {
            return 0;
        }
        Path status = Path.of("/proc/" + part.pid().getAsLong() + "/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException elsewhere) {
            return 0;
        }
    }
}
