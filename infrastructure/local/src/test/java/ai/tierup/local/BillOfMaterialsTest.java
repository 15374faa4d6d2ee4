package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The bill of materials of the deployed zip. A build writes it with {@code -Dtierup.bill=true}. */
@Tag("package")
@EnabledIfSystemProperty(named = "tierup.bill", matches = "true")
class BillOfMaterialsTest {

    private static final Path BILL = PackagedFunction.ZIP.resolveSibling("functions.cdx.json");

    private static JsonNode bill;

    /** SHA-256 by file name. */
    private static Map<String, String> jars;

    @BeforeAll
    static void read() throws Exception {
        bill = RunningService.JSON.readTree(BILL.toFile());
        jars = jarsOfTheZip();
    }

    private static Map<String, String> jarsOfTheZip() throws IOException, NoSuchAlgorithmException {
        var sums = new HashMap<String, String>();
        var sha256 = MessageDigest.getInstance("SHA-256");
        try (var zip = new ZipFile(PackagedFunction.ZIP.toFile())) {
            for (var entry :
                    zip.stream().filter(file -> file.getName().endsWith(".jar")).toList()) {
                try (var content = zip.getInputStream(entry)) {
                    var name = Path.of(entry.getName()).getFileName().toString();
                    sums.put(name, HexFormat.of().formatHex(sha256.digest(content.readAllBytes())));
                }
            }
        }
        return sums;
    }

    private static String jarOf(JsonNode component) {
        return component.path("name").asText() + "-" + component.path("version").asText() + ".jar";
    }

    private static String sha256Of(JsonNode component) {
        return StreamSupport.stream(component.path("hashes").spliterator(), false)
                .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
                .map(hash -> hash.path("content").asText())
                .findFirst()
                .orElse("none");
    }

    @Test
    void itListsExactlyTheJarsOfTheZip() {
        var listed = new TreeSet<String>();
        listed.add(jarOf(bill.path("metadata").path("component")));
        bill.path("components").forEach(component -> listed.add(jarOf(component)));

        assertThat(listed).containsExactlyInAnyOrderElementsOf(jars.keySet());
    }

    @Test
    void itHasTheChecksumAndTheLicenceOfEachComponent() {
        assertThat(bill.path("components")).isNotEmpty().allSatisfy(component -> {
            assertThat(sha256Of(component)).as(jarOf(component)).isEqualTo(jars.get(jarOf(component)));
            assertThat(component.path("licenses")).as(jarOf(component)).isNotEmpty();
        });
    }

    @Test
    void itHasNothingThatChangesBetweenBuilds() {
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.path("metadata").has("timestamp")).isFalse();
    }
}
