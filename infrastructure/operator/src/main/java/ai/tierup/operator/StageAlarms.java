package ai.tierup.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.functions.support.wiring.Settings;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Reads from CloudWatch which alarms of a stage are on.
 *
 * @param aws the command line of AWS
 */
record StageAlarms(String aws) {

    private static final int TIMEOUT_SECONDS = 20;

    /** Returns false for the name of the service on this machine. */
    static boolean isStage(String stage) {
        return !stage.equals(Settings.NO_STAGE) && !stage.equals("local");
    }

    String describe(String stage) {
        if (!isStage(stage)) {
            return "The service on this machine prints its alarms in its terminal.";
        }
        try {
            var process = new ProcessBuilder(
                            aws,
                            "cloudwatch",
                            "describe-alarms",
                            "--state-value",
                            "ALARM",
                            "--alarm-name-prefix",
                            "tierup-" + stage,
                            "--query",
                            "MetricAlarms[].[StateUpdatedTimestamp,AlarmName,StateReason]",
                            "--output",
                            "text")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return "The alarms could not be read:\n" + printed;
            }
            return printed.isEmpty() ? "No alarm is on." : printed;
        } catch (IOException e) {
            return "The alarms could not be read: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "The alarms could not be read.";
        }
    }
}
