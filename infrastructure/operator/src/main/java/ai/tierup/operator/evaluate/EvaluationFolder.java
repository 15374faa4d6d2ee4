package ai.tierup.operator.evaluate;

import ai.tierup.domain.tier.TierId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The folder in which each evaluation has a folder of its own, with its runs, its report, and the proposal that came of it. */
public record EvaluationFolder(Path path) {

    static final String REPORT = "report.html";

    private static final String PROPOSAL = "proposal.json";
    private static final Pattern NAME = Pattern.compile("tier-[1-4]-\\d{4}-\\d{2}-\\d{2}-\\d{1,4}");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns whether a text has the form of an evaluation's name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The first name of this day that no evaluation has. */
    String newName(TierId tier, LocalDate day) {
        for (var number = 1; ; number++) {
            var name = tier.publicName() + "-" + day + "-" + number;
            if (!Files.exists(of(name))) {
                return name;
            }
        }
    }

    Path of(String name) {
        return path.resolve(name);
    }

    public Path report(String name) {
        return of(name).resolve(REPORT);
    }

    void write(Proposal proposal) throws IOException {
        Files.writeString(
                of(proposal.name()).resolve(PROPOSAL), proposal.write().toPrettyString() + "\n");
    }

    /** Deletes a proposal that the last report has withdrawn. */
    void withdraw(String name) throws IOException {
        Files.deleteIfExists(of(name).resolve(PROPOSAL));
    }

    /** The proposals, newest first. */
    public List<Proposal> proposals() throws IOException {
        var proposals = new ArrayList<Proposal>();
        if (Files.isDirectory(path)) {
            try (var folders = Files.newDirectoryStream(path)) {
                for (var folder : folders) {
                    find(folder.getFileName().toString()).ifPresent(proposals::add);
                }
            }
        }
        proposals.sort(Comparator.comparing(Proposal::at).reversed());
        return proposals;
    }

    /**
     * The proposal of an evaluation.
     *
     * @throws IOException if it cannot be read
     */
    public Optional<Proposal> find(String name) throws IOException {
        var file = of(name).resolve(PROPOSAL);
        if (!isName(name) || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Proposal.read(JSON.readTree(file.toFile())));
        } catch (IllegalArgumentException | DateTimeException | JsonProcessingException e) {
            throw new IOException(file + " is not a proposal: " + e.getMessage(), e);
        }
    }
}
