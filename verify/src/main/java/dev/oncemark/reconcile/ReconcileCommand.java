package dev.oncemark.reconcile;

import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.cli.FailedException;
import dev.oncemark.cli.Range;
import dev.oncemark.cli.Subcommand;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.verify.live.BrokerOptions;
import dev.oncemark.verify.live.CannotCheckException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./oncemark reconcile}. */
@Command(
        name = "reconcile",
        description = {
            "End the enrollments that the platform's latest whole snapshot did not have: their deletion was missed, so they "
                    + "still take requests. Writes their deletion to lms.enrollments; what they completed stays.",
            "Exits with 1 and changes nothing if more than a tenth of all would be ended, unless --accept says so."
        })
public final class ReconcileCommand implements Subcommand {

    @Mixin
    private final BrokerOptions broker = new BrokerOptions();

    @Option(names = "--dry-run", description = "Print the enrollments, one a line, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--accept",
            paramLabel = "N",
            description = "End up to N of them, though they are more than a tenth of all.")
    @Range(min = 0, max = 1_000_000_000)
    private @Nullable Integer accepted;

    @Override
    public Integer call() {
        try {
            Reconciliation found = Reconciliation.read(broker.clientSettings(), broker.applicationId());
            if (dryRun) {
                found.gone().keySet().forEach(System.out::println);
                System.err.println(sentence(found) + "; nothing was changed");
                return 0;
            }
            requireAccepted(found);
            write(found);
            System.out.println(sentence(found) + " and are ended now");
            return 0;
        } catch (CannotCheckException | KafkaException | IllegalStateException cannot) {
            throw new FailedException("cannot reconcile: " + cannot.getMessage());
        }
    }

    private static String sentence(Reconciliation found) {
        return "%d of %d active enrollments are not on the platform"
                .formatted(found.gone().size(), found.active());
    }

    private void requireAccepted(Reconciliation found) {
        int most = accepted == null ? 0 : accepted;
        if (found.isSuspicious() && found.gone().size() > most) {
            throw new FailedException(
                    "%s, which is more than a tenth: nothing was changed. If that is right, say --accept %d"
                            .formatted(sentence(found), found.gone().size()));
        }
    }

    /** A deletion stands where the row stands by which the enrollment is active: one that came meanwhile is newer. */
    private void write(Reconciliation found) {
        Map<String, Object> settings = new HashMap<>(broker.clientSettings());
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            found.gone()
                    .forEach((id, version) -> sent.add(
                            producer.send(new ProducerRecord<>(LMS_ENROLLMENTS.name(), id, deletion(id, version)))));
            for (Future<RecordMetadata> each : sent) {
                RecordMetadata unused = each.get();
            }
        } catch (ExecutionException refused) {
            throw new FailedException("the broker did not take a row: " + refused.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new FailedException("interrupted: run it again");
        }
    }

    static byte[] deletion(String enrollmentId, long rowVersion) {
        Map<String, Object> row = Map.of(
                "__table", "enrollment",
                "__op", "d",
                "__deleted", "true",
                "__source_lsn", rowVersion,
                "id", enrollmentId);
        return JsonSerde.MAPPER.writeValueAsString(row).getBytes(UTF_8);
    }
}
