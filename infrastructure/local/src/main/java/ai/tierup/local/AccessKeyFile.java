package ai.tierup.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The file with the key of the hashes of e-mail addresses. With another key, all addresses would count as new. */
final class AccessKeyFile {

    private static final int KEY_BYTES = 32;

    private AccessKeyFile() {}

    /** Returns the key in {@code file}, in hexadecimal digits, and creates it if the file is missing. */
    static String loadOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            var key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Files.writeString(file, HexFormat.of().formatHex(key));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return Files.readString(file).strip();
    }
}
