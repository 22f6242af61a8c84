package dev.oncemark.bench.stack;

/** Who brings rows into the table. */
enum Loader {
    SINK("sink, 2 consumers", 2),
    COPY_2("COPY, 2 connections", 2),
    COPY_1("COPY, 1 connection", 1);

    final String title;
    final int connections;

    Loader(String title, int connections) {
        this.title = title;
        this.connections = connections;
    }
}
