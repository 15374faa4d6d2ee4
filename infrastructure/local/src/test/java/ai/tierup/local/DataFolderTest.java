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
    void aFolderIsLockedForOneService() throws IOException {
        var first = DataFolder.acquire(folder);

        assertThatThrownBy(() -> DataFolder.acquire(folder))
                .isInstanceOf(BadSetting.class)
                .hasMessage("TIERUP_DATA_DIR must be another folder, because TierUp is already running in " + folder);
        first.close();
        DataFolder.acquire(folder).close();
    }

    @Test
    void aMissingFolderIsCreated() throws IOException {
        DataFolder.acquire(folder.resolve("a/b")).close();

        assertThat(folder.resolve("a/b")).isDirectory();
    }

    @Test
    void aFileInPlaceOfTheFolderIsABadSetting() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataFolder.acquire(file))
                .isInstanceOf(BadSetting.class)
                .hasMessage("TIERUP_DATA_DIR must be a writable folder; " + file + " is not");
    }
}
