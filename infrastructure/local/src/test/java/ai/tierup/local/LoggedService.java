package ai.tierup.local;

import ai.tierup.functions.support.observability.JsonLinesJournal;
import ai.tierup.functions.support.wiring.Variables;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;

/** Runs the service in a process that prints the same log lines as on AWS. It ends when its standard input does. */
final class LoggedService {

    private LoggedService() {}

    /** @param arguments the data folder */
    public static void main(String[] arguments) throws Exception {
        var journal = new JsonLinesJournal(System.out, Clock.systemUTC(), "test");
        var service = LocalService.start(
                new Variables(System.getenv()),
                RunningService.HOME,
                Path.of(arguments[0]),
                RunningService.Api.mapping(),
                journal);
        service.startJobs();
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } finally {
            service.close();
        }
    }
}
