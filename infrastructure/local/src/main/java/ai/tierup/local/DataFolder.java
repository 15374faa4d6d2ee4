package ai.tierup.local;

import ai.tierup.functions.support.wiring.BadSetting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The data folder, locked for one service at a time. Two services would write the same tables, and scripts would find only one of
 * them. The lock is released when the process ends, even when it is killed.
 */
record DataFolder(FileChannel lock) implements AutoCloseable {

    private static final String VARIABLE = "TIERUP_DATA_DIR";

    /**
     * Locks {@code folder}, and creates it if it is missing.
     *
     * @throws BadSetting if the folder is not writable, or another service uses it
     */
    static DataFolder acquire(Path folder) {
        try {
            Files.createDirectories(folder);
            return lock(folder);
        } catch (IOException e) {
            throw new BadSetting(VARIABLE, "a writable folder; " + folder + " is not");
        }
    }

    private static DataFolder lock(Path folder) throws IOException {
        var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return new DataFolder(file);
            }
        } catch (OverlappingFileLockException e) {
            // Another service in this process has the lock.
        }
        file.close();
        throw new BadSetting(VARIABLE, "another folder, because TierUp is already running in " + folder);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
