package ai.tierup.local;

import ai.tierup.functions.support.wiring.BadSetting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The data folder, for one service at a time: two would write the same tables, and each would hide the other from the scripts. The
 * lock ends with its process, however that ends.
 */
record DataFolder(FileChannel lock) implements AutoCloseable {

    private static final String VARIABLE = "TIERUP_DATA_DIR";

    /**
     * Takes {@code folder}, which is made when it is missing.
     *
     * @throws BadSetting when it cannot be written to, or another service has it
     */
    static DataFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            return lock(folder);
        } catch (IOException e) {
            throw new BadSetting(VARIABLE, "a folder that can be written to; " + folder + " is none");
        }
    }

    private static DataFolder lock(Path folder) throws IOException {
        var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return new DataFolder(file);
            }
        } catch (OverlappingFileLockException e) {
            // Another service of this very process.
        }
        file.close();
        throw new BadSetting(VARIABLE, "another folder: a TierUp already runs in " + folder);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
