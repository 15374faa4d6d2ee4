package ai.tierup.dynamodb;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.credit.GrantCredit;
import ai.tierup.domain.credit.GrantCredit.Outcome;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WalletScan;
import ai.tierup.simulators.dynamodb.FakeDynamoDb;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thousand people sign up at once, on a day whose grants suffice for ten. */
@Tag("store")
class ManySignUpsTest {

    private static final int SIGN_UPS = 1_000;
    private static final Money GRANTS_FOR_TEN = Money.ofUsd("250");
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));

    @Test
    void onDynamoDbLocalTenGetACredit() throws Exception {
        // A client whose request DynamoDB Local has not answered after three seconds gives up, so only some are sent at
        // a time.
        var inFlight = Executors.newFixedThreadPool(32, Thread.ofVirtual().factory());
        tenGetACredit(LocalTables.CLIENTS, LocalTables.create("crowd"), inFlight);
    }

    @Test
    void onTheSimulatorTenGetACredit() throws Exception {
        var store = new FakeDynamoDb(NOON);
        ServiceTables.create(store, LocalTables.NAMES);
        tenGetACredit(DynamoDbClients.of(store, store), LocalTables.NAMES, Executors.newVirtualThreadPerTaskExecutor());
    }

    private static void tenGetACredit(DynamoDbClients clients, TableNames tables, ExecutorService people)
            throws Exception {
        var grantCredit = new GrantCredit(
                new DynamoDbSignUpCredits(clients, tables),
                WalletRules.STANDARD,
                GRANTS_FOR_TEN,
                new AuditTrail(new DynamoDbAuditLog(clients, tables), NOON, RandomGenerator.getDefault()),
                NOON,
                RandomGenerator.getDefault());
        try (people) {
            var outcomes = people
                    .invokeAll(IntStream.range(0, SIGN_UPS)
                            .<Callable<Outcome>>mapToObj(
                                    number -> () -> grantCredit.open(account(number), mail(number), true))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .collect(groupingBy(Outcome::getClass, counting()));

            assertThat(outcomes).isEqualTo(Map.of(Outcome.Opened.class, 10L, Outcome.Waiting.class, SIGN_UPS - 10L));
        }
        assertThat(wallets(new DynamoDbWalletScan(clients, tables)))
                .hasSize(SIGN_UPS)
                .extracting(Wallet::grant)
                .filteredOn(grant -> !grant.isZero())
                .hasSize(10)
                .containsOnly(Money.ofUsd("1"));
    }

    private static List<Wallet> wallets(WalletScan scan) {
        var all = new ArrayList<Wallet>();
        var at = Optional.<String>empty();
        do {
            var page = scan.all(at);
            all.addAll(page.wallets());
            at = page.end();
        } while (at.isPresent());
        return all;
    }

    private static AccountId account(int number) {
        return new AccountId("crowd-" + number);
    }

    private static MailHash mail(int number) {
        return new MailHash(HexFormat.of().toHexDigits(number).repeat(8));
    }
}
