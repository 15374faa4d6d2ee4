package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.DynamoDbUsageLog;
import ai.tierup.dynamodb.DynamoDbWalletScan;
import ai.tierup.dynamodb.TableNames;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.operator.CommandLine;
import ai.tierup.operator.OperatorCommand;
import ai.tierup.operator.service.ServiceFile;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the service, run as by {@code scripts/start}, three times while two hundred clients use it. */
@Tag("service")
class CrashTest {

    private static final int CRASHES = 3;

    private static final Duration HOLD_END_TIMEOUT = Duration.ofSeconds(30);

    private static final Map<String, String> SETTINGS = Map.of(
            "TIERUP_REQUEST_TIMEOUT_SECONDS", "10",
            "TIERUP_HOLD_MARGIN_SECONDS", "1",
            "TIERUP_UPSTREAM_CONNECT_TIMEOUT_SECONDS", "10",
            "TIERUP_SIMULATED_TOKEN_MILLIS", "0");

    private static final TableNames TABLES = new TableNames("wallets", "ledger", "directory", "transient");

    @TempDir
    Path folder;

    private final List<ServiceProcess> started = new ArrayList<>();

    private ServiceProcess start() throws IOException {
        var service = ServiceProcess.start(RunningService.HOME, folder, SETTINGS, line -> {});
        started.add(service);
        return service;
    }

    @AfterEach
    void killProcesses() {
        started.forEach(ServiceProcess::kill);
    }

    private String runCommand(String command, int expectedExit) {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, UTF_8);
        var exit = new CommandLine(
                        new Variables(Map.of("TIERUP_DATA_DIR", folder.toString())), RunningService.HOME, print, print)
                .run(List.of(command));
        assertThat(exit).as(out.toString(UTF_8)).isEqualTo(expectedExit);
        return out.toString(UTF_8);
    }

    private Map<String, String> loadKeys() throws IOException {
        var keys = new TreeMap<>(RunningService.JSON.readValue(
                folder.resolve("keys.json").toFile(), new TypeReference<Map<String, String>>() {}));
        keys.remove("demo");
        return keys;
    }

    @Test
    void afterCrashesAllWalletsBalanceAndNobodyIsChargedTwice() throws Exception {
        var firstDay = LocalDate.now(ZoneOffset.UTC);
        var service = start();
        var clients = new CrashClients(loadKeys());
        for (var crash = 0; crash < CRASHES; crash++) {
            var load = clients.start(service.url());
            assertThat(load.awaitProgress())
                    .as("answers and long streams, besides the errors " + clients.refused())
                    .isTrue();
            service.kill();
            load.join();
            service = start();
        }
        try (var stores = stores()) {
            awaitEndOfHolds(stores);
            var records = records(stores, firstDay);
            var audit = runCommand("audit", OperatorCommand.OK);

            assertThat(audit).contains("18 accounts", "held $0.000000000 in 0 holds", "All of them add up");
            assertThat(records)
                    .as("what the crashes interrupted")
                    .anyMatch(record -> record.outcome() == Outcome.EXPIRED
                            && record.consumption().source() == TokenSource.NONE)
                    .anyMatch(record -> record.consumption().source() == TokenSource.CHECKPOINT
                            && !record.cost().isZero());
            assertOneRecordForEachAnswer(clients.received(), records);
            assertNobodyIsChargedTwice(records);
            System.out.println("Crashes: %d, complete answers %d, others %s, records %d, of which expired %d; %s"
                    .formatted(
                            CRASHES,
                            clients.received().size(),
                            clients.refused(),
                            records.size(),
                            records.stream()
                                    .filter(record -> record.outcome() == Outcome.EXPIRED)
                                    .count(),
                            audit.lines().findFirst().orElseThrow()));
        }
    }

    private static void assertOneRecordForEachAnswer(List<CrashClients.Received> received, List<UsageRecord> records) {
        var answered = records.stream()
                .filter(record -> record.outcome() == Outcome.ANSWERED)
                .collect(Collectors.groupingBy(
                        record -> new CrashClients.Received(
                                record.account(), record.holdKey().request()),
                        Collectors.counting()));
        assertThat(received).isNotEmpty();
        assertThat(received).allSatisfy(answer -> assertThat(answered).containsEntry(answer, 1L));
    }

    private static void assertNobodyIsChargedTwice(List<UsageRecord> records) {
        var charges = records.stream()
                .filter(record -> !record.cost().isZero())
                .collect(Collectors.groupingBy(record -> record.holdKey().request(), Collectors.counting()));
        assertThat(charges)
                .isNotEmpty()
                .allSatisfy((request, times) -> assertThat(times).isEqualTo(1L));
    }

    private DynamoDbClients stores() throws IOException {
        var endpoint =
                Optional.of(ServiceFile.find(folder.resolve(ServiceFile.NAME)).dynamoDb());
        return DynamoDbClients.of("us-east-1", endpoint, DynamoDbClients.connections(endpoint));
    }

    /** Sweeps until no hold is open, which takes at most the request timeout and the margin after the last crash. */
    private void awaitEndOfHolds(DynamoDbClients stores) {
        var scan = new DynamoDbWalletScan(stores, TABLES);
        var endsAt = Instant.now().plus(HOLD_END_TIMEOUT);
        for (var holding = holding(scan); !holding.isEmpty(); holding = holding(scan)) {
            assertThat(Instant.now()).as("open holds: " + holding).isBefore(endsAt);
            var next = holding.stream()
                    .flatMap(wallet -> wallet.holds().values().stream())
                    .mapToLong(Hold::expiresAtEpochSecond)
                    .min()
                    .orElseThrow();
            LockSupport.parkUntil(Instant.ofEpochSecond(next).toEpochMilli());
            runCommand("sweep", OperatorCommand.OK);
        }
    }

    private static List<Wallet> holding(DynamoDbWalletScan scan) {
        return scan.holding(Optional.empty()).wallets();
    }

    private static List<UsageRecord> records(DynamoDbClients stores, LocalDate firstDay) throws IOException {
        var log = new DynamoDbUsageLog(stores, TABLES);
        var records = new ArrayList<UsageRecord>();
        for (var number = 1; number <= 16; number++) {
            var account = new AccountId("load-%02d".formatted(number));
            for (var day = firstDay; !day.isAfter(LocalDate.now(ZoneOffset.UTC)); day = day.plusDays(1)) {
                log.ofDay(account, day).forEach(records::add);
            }
        }
        return records;
    }
}
