package ai.tierup.local;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The unpacked zip of the functions. Files keep their modes, as on Lambda.
 *
 * @param root folder of the files
 * @param nativeClient native library of AWS's runtime client. By default the client unpacks it to a fixed place in /tmp, where a
 *     function that starts would overwrite the library of a running one
 */
record UnpackedZip(Path root, Path nativeClient) {

    static UnpackedZip of(Path zip, Path root) throws IOException {
        try (var files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
                var paths = Files.walk(files.getPath("/"))) {
            for (var file : paths.filter(Files::isRegularFile).toList()) {
                var unpacked = root.resolve(file.toString().substring(1));
                Files.createDirectories(unpacked.getParent());
                Files.copy(file, unpacked);
                Files.setPosixFilePermissions(unpacked, Files.getPosixFilePermissions(file));
            }
        }
        var nativeClient = root.resolve("native-client.so");
        try (var jars = Files.newDirectoryStream(
                        root.resolve("lib"), "aws-lambda-java-runtime-interface-client-*.jar");
                var jar = FileSystems.newFileSystem(jars.iterator().next())) {
            var processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
            Files.copy(jar.getPath("/jni/libaws-lambda-jni.linux-" + processor + ".so"), nativeClient);
        }
        return new UnpackedZip(root, nativeClient);
    }
}
