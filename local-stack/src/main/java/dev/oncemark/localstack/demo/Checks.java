package dev.oncemark.localstack.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What has to be so, each as a line that says whether it is. */
final class Checks {

    private final List<String> lines = new ArrayList<>();
    private int failed;

    void equal(String what, Object wanted, Object found) {
        boolean holds = Objects.equals(wanted, found);
        lines.add(holds ? "  ok      " + what : "  FAILED  %s: wanted %s, found %s".formatted(what, wanted, found));
        failed += holds ? 0 : 1;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    int failed() {
        return failed;
    }
}
