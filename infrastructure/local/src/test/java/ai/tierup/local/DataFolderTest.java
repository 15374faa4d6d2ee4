package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.functions.support.wiring.BadSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void aFolderServesOneServiceAtATime() throws IOException {
        var first = DataFolder.take(folder);

        assertThatThrownBy(() -> DataFolder.take(folder))
                .isInstanceOf(BadSetting.class)
                .hasMessage("TIERUP_DATA_DIR must be another folder: a TierUp already runs in " + folder);
        first.close();
        DataFolder.take(folder).close();
    }

    @Test
    void aMissingFolderIsMade() throws IOException {
        DataFolder.take(folder.resolve("a/b")).close();

        assertThat(folder.resolve("a/b")).isDirectory();
    }

    @Test
    void whatIsNoFolderIsABadSetting() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataFolder.take(file))
                .isInstanceOf(BadSetting.class)
                .hasMessage("TIERUP_DATA_DIR must be a folder that can be written to; " + file + " is none");
    }
}
