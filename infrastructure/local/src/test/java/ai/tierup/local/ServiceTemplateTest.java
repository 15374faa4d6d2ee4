package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTemplateTest {

    private static final FileTime NOON = FileTime.from(Instant.parse("2026-11-24T12:00:00Z"));
    private static final FileTime MORNING = FileTime.from(Instant.parse("2026-11-24T08:00:00Z"));

    @TempDir
    Path home;

    private void write(String yaml, FileTime time) throws IOException {
        Files.setLastModifiedTime(Files.writeString(home.resolve("template.yaml"), yaml), time);
    }

    private Path build() throws IOException {
        return Files.createDirectories(home.resolve("infrastructure/local/target"));
    }

    private String read() throws IOException {
        return ServiceTemplate.read(home).toString();
    }

    @Test
    void theCopyIsReadInPlaceOfTheTemplate() throws IOException {
        var build = build();
        write("Resources: {A: !Ref B}", NOON);
        assertThat(read()).isEqualTo("{\"Resources\":{\"A\":\"B\"}}");

        var copy = build.resolve("template.json");
        assertThat(build).isDirectoryContaining(copy::equals);
        Files.setLastModifiedTime(Files.writeString(copy, "{\"Resources\":{}}"), NOON);

        assertThat(read()).isEqualTo("{\"Resources\":{}}");
    }

    @Test
    void aTemplateOfAnotherTimeIsReadAnewEvenIfItIsOlder() throws IOException {
        build();
        write("Resources: {A: 1}", NOON);
        read();

        write("Resources: {A: 2}", MORNING);

        assertThat(read()).isEqualTo("{\"Resources\":{\"A\":2}}");
        assertThat(read()).isEqualTo("{\"Resources\":{\"A\":2}}");
    }

    @Test
    void withoutAFolderOfTheBuildThereIsNoCopy() throws IOException {
        write("Resources: {A: 1}", NOON);

        assertThat(read()).isEqualTo("{\"Resources\":{\"A\":1}}");
        assertThat(home.resolve("infrastructure")).doesNotExist();
    }

    @Test
    void aMissingTemplateIsAnError() {
        assertThatThrownBy(this::read).isInstanceOf(NoSuchFileException.class);
    }
}
