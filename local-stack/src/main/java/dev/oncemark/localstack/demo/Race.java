package dev.oncemark.localstack.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Clients that want the same lesson marked complete at the same instant.
 *
 * @param attempts one of each client, the accepted one first
 */
record Race(String lessonId, List<Attempt> attempts) {

    static final int CLIENTS = 5;

    /** Every client has its thread and waits for the same shot. */
    static Race run(Attempt.Api api, String enrollmentId, String lessonId) {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        CountDownLatch shot = new CountDownLatch(1);
        try {
            List<CompletableFuture<Attempt>> running = IntStream.rangeClosed(1, CLIENTS)
                    .mapToObj(client -> CompletableFuture.supplyAsync(
                            () -> {
                                await(shot);
                                return Attempt.send(api, "client " + client, enrollmentId, lessonId);
                            },
                            threads))
                    .toList();
            shot.countDown();
            List<Attempt> attempts =
                    running.stream().map(CompletableFuture::join).toList();
            return new Race(lessonId, attempts);
        } finally {
            threads.shutdown();
        }
    }

    List<Attempt> accepted() {
        return attempts.stream().filter(Attempt::isAccepted).toList();
    }

    /** How many were told that the accepted request had been first, and when. */
    long alreadyCompleted() {
        if (accepted().isEmpty()) {
            return 0;
        }
        Attempt winner = accepted().get(0);
        return attempts.stream()
                .filter(attempt -> attempt.isAlreadyCompletedBy(winner.requestId(), winner.field("completedAt")))
                .count();
    }

    private static void await(CountDownLatch shot) {
        try {
            shot.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
