package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends recorded requests to the packaged functions and compares the answers: status, headers, and every byte of the body except ids
 * and times. It also compares the requests sent upstream and the checkouts that are opened. A refactoring must not change any of them.
 *
 * <p>{@code -Dtierup.zip=FILE -Dtierup.template=FILE} tests another version's zip with its template. {@code -Dtierup.record=true} writes
 * the answers of this run into the recording. A reviewer then has to decide whether each changed line is right.
 */
@Tag("package")
@EnabledOnOs(OS.LINUX)
class RecordedAnswersTest {

    private static final Path HOME = Path.of(System.getProperty("tierup.home"));
    private static final Path FOLDER = HOME.resolve("infrastructure/local/src/test/resources/recorded");
    private static final boolean RECORDS = Boolean.getBoolean("tierup.record");
    private static final int MAX_RUN_SECONDS = 60;
    private static final int MAX_SHOWN = 10;
    private static final int CONTEXT_BEFORE = 120;
    private static final int CONTEXT_AFTER = 400;

    @TempDir
    private static Path root;

    @Test
    void answersMatchTheRecording() throws Exception {
        if (RECORDS && AnswerMask.isLastDayOfMonth()) {
            throw new IllegalStateException(
                    "On the last day of a month, what resets at midnight cannot be told from what"
                            + " resets with the month. Record tomorrow, or under another date.");
        }
        var recording = Recording.in(FOLDER);

        var answered = play(recording);

        if (RECORDS) {
            recording.write(answered);
            System.out.println("The recording in " + FOLDER
                    + " was updated. Review its diff: the commit has to explain every changed line.");
        } else {
            assertThat(differences(recording.lines(), answered)).isEmpty();
        }
    }

    /** Plays the recording, and plays it again if midnight is near, because the counters of a day are reset at midnight. */
    private static List<ObjectNode> play(Recording recording) throws IOException, InterruptedException {
        var template = new ObjectMapper(new YAMLFactory())
                .readTree(file("tierup.template", "template.yaml").toFile());
        var zip = UnpackedZip.of(file("tierup.zip", "functions/target/functions.zip"), root);
        while (true) {
            var day = dayIn(0);
            var answered = new ArrayList<ObjectNode>();
            try (var play = RecordedPlay.of(recording, zip, template)) {
                for (var line : recording.lines()) {
                    answered.add(play.play(line));
                }
            }
            if (dayIn(MAX_RUN_SECONDS).equals(day)) {
                return answered;
            }
        }
    }

    private static LocalDate dayIn(int seconds) {
        return LocalDate.ofInstant(Instant.now().plusSeconds(seconds), ZoneOffset.UTC);
    }

    private static Path file(String property, String fallback) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of).orElse(HOME.resolve(fallback));
    }

    private static List<String> differences(List<ObjectNode> recorded, List<ObjectNode> answered) {
        var differences = new ArrayList<String>();
        for (var i = 0; i < recorded.size() && differences.size() < MAX_SHOWN; i++) {
            var then = AnswerMask.asOfToday(ReadableBody.text(recorded.get(i)));
            var now = ReadableBody.text(answered.get(i));
            if (!then.equals(now)) {
                differences.add("line %d, %s%n  recorded: %s%n  answered: %s"
                        .formatted(i + 1, recorded.get(i).path("what").asText(), part(then, now), part(now, then)));
            }
        }
        return differences;
    }

    /** The part of {@code one} around the first character in which {@code other} differs. */
    private static String part(String one, String other) {
        var place = 0;
        while (place < Math.min(one.length(), other.length()) && one.charAt(place) == other.charAt(place)) {
            place++;
        }
        return "…" + one.substring(Math.max(0, place - CONTEXT_BEFORE), Math.min(one.length(), place + CONTEXT_AFTER))
                + "…";
    }
}
