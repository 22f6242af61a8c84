package dev.oncemark.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawPlotsTest {

    @TempDir
    Path from;

    @TempDir
    Path to;

    @BeforeEach
    void measure() throws IOException {
        write("streams", "\"streams-app\":{\"records/s\":[3,1,2],\"odd\":[1]},\"a <b> & c\":{\"records/s\":[9]}");
        write("latency", "\"at 500/s\":{\"verdict p50 ms\":[1],\"verdict p99.9 ms\":[2]}");
        write(
                "growth",
                "\"1,000 completions\":{\"CPU µs/record\":[1],\"with no state, s\":[5]},"
                        + "\"10,000 completions\":{\"CPU µs/record\":[2]}");
    }

    private void write(String suite, String values) throws IOException {
        Files.writeString(from.resolve(suite + ".json"), "{\"suite\":\"%s\",\"values\":{%s}}".formatted(suite, values));
    }

    @Test
    void shouldDrawWhatEachSuiteAsks() throws IOException {
        assertThat(DrawPlots.draw(from, to))
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "growth-cpu.svg",
                        "growth-time-until-it-decides.svg",
                        "latency-verdict-percentiles.svg",
                        "streams-records-per-s.svg");
    }

    @Test
    void shouldDrawPicturesOnAnOpaqueGround() throws Exception {
        for (Path file : DrawPlots.draw(from, to)) {
            var root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
            assertThat(root.getTagName()).isEqualTo("svg");
            assertThat(root.getElementsByTagName("rect")
                            .item(0)
                            .getAttributes()
                            .getNamedItem("fill")
                            .getNodeValue())
                    .isEqualTo("#ffffff");
        }
    }

    @Test
    void shouldSayMedianUnitAndPlaces() throws IOException {
        DrawPlots.draw(from, to);
        assertThat(Files.readString(to.resolve("streams-records-per-s.svg")))
                .contains(">2<", ">records/s<", ">a &lt;b&gt; &amp; c<");
        assertThat(Files.readString(to.resolve("latency-verdict-percentiles.svg")))
                .contains(">50 %<", ">99.9 %<", ">ms<", ">at 500/s<");
        assertThat(Files.readString(to.resolve("growth-cpu.svg"))).contains(">1,000<", ">10,000<");
    }

    @Test
    void shouldDrawEachRateByItself() throws IOException {
        write(
                "latency",
                "\"one, 2,000/s, to the row\":{\"p50 ms\":[1]},\"other, 2,000/s, to the row\":{\"p50 ms\":[2]},"
                        + "\"one, 80 % of capacity, to the row\":{\"p50 ms\":[3]}");

        assertThat(DrawPlots.draw(from, to))
                .extracting(file -> file.getFileName().toString())
                .contains("latency-at-2-000-per-s-percentiles.svg", "latency-at-80-of-capacity-percentiles.svg");
        assertThat(Files.readString(to.resolve("latency-at-2-000-per-s-percentiles.svg")))
                .contains(">one, to the row<", ">other, to the row<");
    }

    @Test
    void shouldDrawNothingOfNothing(@TempDir Path empty) throws IOException {
        assertThat(DrawPlots.draw(empty, to)).isEqualTo(List.of());
    }
}
