package dev.oncemark.streams.processor;

import static dev.oncemark.streams.FormatSamples.version1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.enrollment.CorruptStateException;
import dev.oncemark.streams.processor.Input.ProgressRow;
import dev.oncemark.streams.processor.Input.Requested;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** Requests and imported rows that version 1 let wait must still be decided after an upgrade. */
class WaitingVersion1Test {

    private static final long TIME = 1_795_000_000_123L;
    private static final UUID REQUEST = UUID.fromString("7d9f2c1e-5a34-4b8e-9c01-2f6a8be41d70");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    static Parked parked(boolean whole) {
        var request = new Request.Completion(REQUEST, "lesson-7", whole ? "learner é" : null, TIME - 60_000);
        var position = new RecordPosition("completion-requests", 3, 123_456_789_012L);
        var trace = whole ? new RecordHeader("traceparent", TRACE.getBytes(UTF_8)) : null;
        return new Parked(new Requested("e", request, position, null, trace), TIME);
    }

    static final ProgressRow ROW =
            new ProgressRow("e", "lesson-7", TIME, null, new RecordPosition("lms.enrollments", 3, 300), null);

    @Test
    void shouldReadAParkedRequestOfVersion1() {
        assertThat(ParkedFormat.unpack("e", version1("parked.plain"))).isEqualTo(parked(false));
        assertThat(ParkedFormat.unpack("e", version1("parked.whole"))).isEqualTo(parked(true));
    }

    @Test
    void shouldReadAWaitingImportOfVersion1() {
        assertThat(WaitingImports.unpack("e", "lesson-7", version1("import"))).isEqualTo(ROW);
    }

    @Test
    void shouldRefuseWhatIsCutAnywhere() {
        byte[] parked = version1("parked.whole");
        for (int length = 0; length < parked.length; length++) {
            byte[] cut = Arrays.copyOf(parked, length);
            assertThatThrownBy(() -> ParkedFormat.unpack("e", cut)).isInstanceOf(CorruptStateException.class);
        }
        byte[] row = version1("import");
        for (int length = 0; length < row.length; length++) {
            byte[] cut = Arrays.copyOf(row, length);
            assertThatThrownBy(() -> WaitingImports.unpack("e", "l", cut)).isInstanceOf(CorruptStateException.class);
        }
    }

    @Test
    void shouldRefuseFlagsThatVersion1DoesNotHave() {
        byte[] parked = version1("parked.plain");
        parked[1] |= 4;
        assertThatThrownBy(() -> ParkedFormat.unpack("e", parked)).hasMessageContaining("its flags are 4");
    }

    @Test
    void shouldReadWhatItWrites() {
        assertThat(ParkedFormat.unpack("e", ParkedFormat.pack(parked(true)))).isEqualTo(parked(true));
        assertThat(WaitingImports.unpack("e", "lesson-7", WaitingImports.pack(ROW)))
                .isEqualTo(ROW);
    }
}
