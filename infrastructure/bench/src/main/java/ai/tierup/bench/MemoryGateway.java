package ai.tierup.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.local.Folders;
import ai.tierup.local.ServiceProcess;
import ai.tierup.simulators.dynamodb.Units;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The gateway with tables in its own memory: the process of {@link MemoryGatewayMain}. */
final class MemoryGateway implements Gateway {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_TIMEOUT_SECONDS = 120;

    private final ServiceProcess service;
    private final BlockingQueue<String> answers;
    private final Path folder;

    private MemoryGateway(ServiceProcess service, BlockingQueue<String> answers, Path folder) {
        this.service = service;
        this.answers = answers;
        this.folder = folder;
    }

    /** @param options of its JVM */
    static MemoryGateway start(Path home, URI provider, String options) throws IOException {
        var folder = Files.createTempDirectory("tierup-bench");
        var answers = new LinkedBlockingQueue<String>();
        var variables = Map.of("JDK_JAVA_OPTIONS", options, "TIERUP_UPSTREAM_URL", provider.toString());
        var service = ServiceProcess.start(MemoryGatewayMain.class.getName(), home, folder, variables, line -> {
            if (line.startsWith(MemoryGatewayMain.ANSWER)) {
                answers.add(line.substring(MemoryGatewayMain.ANSWER.length()));
            }
        });
        return new MemoryGateway(service, answers, folder);
    }

    @Override
    public Target target(String model) throws IOException {
        return Target.ofFolder(Mode.MEMORY.target(), service.url(), model, folder);
    }

    @Override
    public long pid() {
        return service.process().pid();
    }

    /** The units that AWS would have billed for its tables so far. */
    Units units() throws IOException {
        return JSON.readValue(ask(MemoryGatewayMain.UNITS), Units.class);
    }

    @Override
    public boolean audit(PrintStream out) throws IOException {
        var report = ask(MemoryGatewayMain.AUDIT);
        out.println(report);
        return report.endsWith(MemoryGatewayMain.ADDS_UP);
    }

    private String ask(String question) throws IOException {
        service.process().getOutputStream().write((question + "\n").getBytes(UTF_8));
        service.process().getOutputStream().flush();
        try {
            var answer = answers.poll(ANSWER_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IOException("The gateway in memory does not answer");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        service.kill();
        Folders.delete(folder);
    }
}
