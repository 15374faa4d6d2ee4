package ai.tierup.bench.kernels;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TestRecords;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.DynamoDbUsageLog;
import ai.tierup.dynamodb.DynamoDbWalletLedger;
import ai.tierup.dynamodb.TableNames;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The three writes of a request, with a connection that answers at once. */
final class StoreWrites {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final AccountId ACCOUNT = new AccountId("a234567890123456");
    private static final TableNames TABLES = new TableNames("wallets", "ledger", "directory", "transient");
    private static final int OPEN_HOLDS = 5;

    private final Answers answers = new Answers();
    private final DynamoDbClients clients =
            DynamoDbClients.of("eu-central-1", Optional.of(URI.create("http://127.0.0.1")), answers);
    private final DynamoDbWalletLedger ledger = new DynamoDbWalletLedger(clients, TABLES);
    private final DynamoDbUsageLog log = new DynamoDbUsageLog(clients, TABLES);
    private long requests;

    /** Returns what the settlement answers. */
    Object write() {
        var key = new HoldKey(RequestId.of(NOON, ++requests), 0);
        var hold = new Hold(
                new Money(123_456_789), Money.ZERO, Purse.CASH, TierId.TIER_2, NOON.getEpochSecond(), DAY, Set.of());
        var cost = new Money(1_234_567);
        answers.wallet(requests);
        ledger.place(
                ACCOUNT, new Placement(key, hold, null, WalletRules.STANDARD.concurrentLimit(), Money.ZERO, List.of()));
        log.append(TestRecords.answered(ACCOUNT, key, hold, 17, cost, cost));
        return ledger.apply(ACCOUNT, Application.onTheSameDay(key, hold, cost, Money.ZERO));
    }

    /** Answers each request with a wallet whose holds are those of the last requests. */
    private static final class Answers implements SdkHttpClient {

        private byte[] body = new byte[0];

        void wallet(long request) {
            var holds = new ArrayList<String>();
            LongStream.rangeClosed(request, request + OPEN_HOLDS)
                    .mapToObj(number -> new HoldKey(RequestId.of(NOON, number), 0))
                    .map(
                            "\"%s\":{\"M\":{\"a\":{\"N\":\"123456789\"},\"p\":{\"S\":\"c2\"},\"x\":{\"N\":\"1764000000\"},\"d\":{\"S\":\"2026-11-24\"}}}"
                                    ::formatted)
                    .forEach(holds::add);
            body = """
                    {"Attributes":{"pk":{"S":"W#a234567890123456"},"status":{"S":"active"},"cash":{"N":"1000000000"},"grant":{"N":"0"},\
                    "credits":{"N":"2000000000"},"debits":{"N":"1000000000"},"version":{"N":"17"},"day":{"S":"2026-11-24"},\
                    "dailyLimit":{"N":"100000000000"},"dailyLeft":{"N":"90000000000"},"freeLeft":{"N":"100000"},\
                    "holds":{"M":{%s}},"keys":{"M":{}}}}""".formatted(String.join(",", holds)).getBytes(UTF_8);
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            var response = HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(200).build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                    .build();
            return new ExecutableHttpRequest() {

                @Override
                public HttpExecuteResponse call() {
                    return response;
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
