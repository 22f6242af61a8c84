package dev.oncemark.streams.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Reset;
import dev.oncemark.contracts.Command.Revoke;
import dev.oncemark.contracts.Command.Waive;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.streams.FormatSamples;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.decision.Request.Commanded;
import dev.oncemark.streams.decision.Request.Completion;
import dev.oncemark.streams.enrollment.CorruptStateException;
import dev.oncemark.streams.processor.Input.Requested;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What version 2 of the format writes must be read for ever: requests that version 1 could not say wholly. */
class ParkedFormatTest {

    private static final long TIME = 1_795_000_000_123L;
    private static final UUID REQUEST = UUID.fromString("7d9f2c1e-5a34-4b8e-9c01-2f6a8be41d70");

    private static final List<Request> SAMPLES = List.of(
            new Completion(REQUEST, "lesson-7", "learner é", TIME - 60_000, TIME, 2, true),
            new Completion(REQUEST, "lesson-7", null, TIME - 60_000, TIME, 0, false),
            new Completion(REQUEST, "lesson-7", null, TIME, TIME, 0, true),
            new Completion(REQUEST, "lesson-7", null, TIME, TIME, 3, false),
            commanded(new Revoke("lesson-7", "MISTAKE", null), null),
            commanded(new Revoke("lesson-7", "MISTAKE", new UUID(1, 2)), "admin"),
            commanded(new Waive("lesson-7", Waiver.EQUIVALENT_AU), "admin"),
            commanded(new Reset(2, true, "RECERTIFICATION"), "admin"),
            commanded(new Reset(3, false, "RECERTIFICATION"), null));

    private static Request commanded(Command command, @org.jspecify.annotations.Nullable String actor) {
        return new Commanded(REQUEST, actor == null ? "learner" : null, TIME, TIME, command, actor);
    }

    private static Parked parked(Request request) {
        return parked(request, null);
    }

    private static Parked parked(Request request, @org.jspecify.annotations.Nullable Long statedAt) {
        var trace = request.isCommand() ? new RecordHeader("traceparent", "00-0af7-01".getBytes(UTF_8)) : null;
        var position = new RecordPosition("completion-requests", 3, 77);
        return new Parked(new Requested("e", request, position, statedAt, trace), TIME);
    }

    @Test
    void shouldReadAndStillWriteWhatVersion2Wrote() {
        for (int sample = 0; sample < SAMPLES.size(); sample++) {
            byte[] written = FormatSamples.version2("parked." + sample);
            assertThat(ParkedFormat.unpack("e", written)).isEqualTo(parked(SAMPLES.get(sample)));
            assertThat(ParkedFormat.pack(parked(SAMPLES.get(sample)))).isEqualTo(written);
        }
    }

    @Test
    void shouldReadWhatItWrites() {
        for (Request request : SAMPLES) {
            byte[] packed = ParkedFormat.pack(parked(request));
            assertThat(packed[0]).isEqualTo((byte) 2);
            assertThat(ParkedFormat.unpack("e", packed)).isEqualTo(parked(request));
        }
    }

    /** A clock an hour ahead, one that began anew in 1970, and one in the year 1 or 9999. */
    @ParameterizedTest
    @ValueSource(longs = {TIME + 3_600_000, 9_000, -62_135_596_800_000L, 253_402_300_799_999L})
    void shouldKeepWhatTheClientStated(long statedAt) {
        for (Request request : SAMPLES) {
            byte[] packed = ParkedFormat.pack(parked(request, statedAt));
            assertThat(ParkedFormat.unpack("e", packed)).isEqualTo(parked(request, statedAt));
        }
        Parked undated = parked(new Completion(REQUEST, "lesson-7", "learner", TIME), statedAt);
        byte[] packed = ParkedFormat.pack(undated);
        assertThat(packed[0]).isEqualTo((byte) 2);
        assertThat(ParkedFormat.unpack("e", packed)).isEqualTo(undated);
    }

    @Test
    void shouldWriteVersion1OfWhatThatCanSay() {
        Parked plain = parked(new Completion(REQUEST, "lesson-7", "learner", TIME));
        byte[] packed = ParkedFormat.pack(plain);
        assertThat(packed[0]).isEqualTo((byte) 1);
        assertThat(ParkedFormat.unpack("e", packed)).isEqualTo(plain);
    }

    @Test
    void shouldRefuseWhatIsCutAnywhere() {
        for (Request request : SAMPLES) {
            byte[] packed = ParkedFormat.pack(parked(request, TIME + 1_200_000));
            for (int length = 0; length < packed.length; length++) {
                byte[] cut = Arrays.copyOf(packed, length);
                assertThatThrownBy(() -> ParkedFormat.unpack("e", cut)).isInstanceOf(CorruptStateException.class);
            }
        }
    }

    private static void assertDamaged(Request request, int at, int octet, String message) {
        byte[] packed = ParkedFormat.pack(parked(request));
        packed[at < 0 ? packed.length + at : at] = (byte) octet;
        assertThatThrownBy(() -> ParkedFormat.unpack("e", packed))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseWhatIsDamaged() {
        assertDamaged(SAMPLES.get(0), 0, 3, "format version 3");
        assertDamaged(SAMPLES.get(0), 1, 128, "its flags are 128");
        assertDamaged(SAMPLES.get(1), 1, 32, "its flags are 32");
        assertDamaged(SAMPLES.get(4), 1, 16 + 8, "its flags are 24");
        assertDamaged(SAMPLES.get(4), 1, 16 + 4, "its flags are 20");
        assertDamaged(SAMPLES.get(8), -18, 9, "its kind is 9");
        assertDamaged(SAMPLES.get(8), -1, 'n', "is not a code");
    }
}
