package ai.tierup.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.Channel;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.SettledHold;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Answers queries like a DynamoDB that has very many usage records of one account and day, which it makes up, in pages of a megabyte of
 * stored items. It keeps nothing but their sort keys, so a process can measure what reading them costs itself.
 */
final class LongDayServer implements AutoCloseable {

    static final AccountId ACCOUNT = new AccountId("long-day");
    static final LocalDate DAY = LocalDate.parse("2026-11-24");
    static final int KEYS = 8;

    private static final Instant MORNING = Instant.parse("2026-11-24T00:00:00Z");
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int PAGE_BYTES = 1_048_576;
    private static final Pattern FROM = Pattern.compile("\":from\":\\{\"S\":\"([^\"]+)\"");
    private static final Pattern TO = Pattern.compile("\":to\":\\{\"S\":\"([^\"]+)\"");
    private static final Pattern AFTER =
            Pattern.compile("\"ExclusiveStartKey\":\\{[^}]*\\}[^}]*\"sk\":\\{\"S\":\"([^\"]+)\"");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger pages = new AtomicInteger();
    private final HttpServer server;
    private final String[] sortKeys;
    private final int recordsPerPage;

    LongDayServer(int records) throws IOException {
        sortKeys = IntStream.range(0, records)
                .mapToObj(number -> AttributeValues.text(UsageRecordItem.write(record(number, records)), "sk"))
                .toArray(String[]::new);
        recordsPerPage = PAGE_BYTES / bytes(UsageRecordItem.write(record(records / 2, records)));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The number of pages that were read so far. */
    int pages() {
        return pages.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var after = AFTER.matcher(query);
            var begin = after.find() ? index(after.group(1)) + 1 : index(group(FROM, query));
            var end = index(group(TO, query));
            var body = page(begin, end).getBytes(UTF_8);
            pages.incrementAndGet();
            exchange.getResponseHeaders().add("content-type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String group(Pattern pattern, String query) {
        var matcher = pattern.matcher(query);
        if (!matcher.find()) {
            throw new IllegalArgumentException(query);
        }
        return matcher.group(1);
    }

    /** The index of the first record whose key is not before {@code key}. */
    private int index(String key) {
        var found = Arrays.binarySearch(sortKeys, key);
        return found < 0 ? -found - 1 : found;
    }

    private String page(int begin, int end) {
        var last = Math.min(end, begin + recordsPerPage);
        var json = new StringBuilder("{\"Items\":[");
        for (var number = begin; number < last; number++) {
            json.append(number == begin ? "" : ",")
                    .append(
                            "{\"tier\":{\"N\":\"2\"},\"purse\":{\"S\":\"CASH\"},\"api\":{\"S\":\"chat\"},\"stream\":{\"BOOL\":true},"
                                    + "\"promptTokens\":{\"N\":\"1000\"},\"completionTokens\":{\"N\":\"300\"},\"reasoningTokens\":{\"N\":\"0\"},"
                                    + "\"keyId\":{\"S\":\"key_000000000000000")
                    .append(number % KEYS)
                    .append("\"},\"cost\":{\"N\":\"")
                    .append(number)
                    .append("\"}}");
        }
        json.append(']');
        if (last < end) {
            json.append(",\"LastEvaluatedKey\":{\"pk\":{\"S\":\"")
                    .append(UsageRecordItem.partition(ACCOUNT, DAY))
                    .append("\"},\"sk\":{\"S\":\"")
                    .append(sortKeys[last - 1])
                    .append("\"}}");
        }
        return json.append('}').toString();
    }

    /** A record as a chat writes it, at an even distance from the others. */
    private static UsageRecord record(int number, int records) {
        var at = MORNING.plusMillis(number * DAY_MILLIS / records);
        return new UsageRecord(
                new SettledHold(
                        ACCOUNT,
                        new HoldKey(RequestId.of(at, number), 0),
                        DAY,
                        TierId.TIER_2,
                        Purse.CASH,
                        Purse.CASH.pool(),
                        Money.ofUsd("0.03"),
                        number),
                new UsageRecord.Request(at, new KeyId("key_0000000000000000"), new Channel("chat", true)),
                Outcome.ANSWERED,
                FinishReason.STOP,
                new UsageRecord.Consumption(
                        new TokenUsage(1_000, 300, 0),
                        TokenSource.COUNTED,
                        "openrouter/vendor/model-name",
                        new TokenUsage(1_100, 320, 0)),
                new Costs(new Money(3_750_000), Money.ZERO, new Money(5_000_000)),
                Money.ZERO,
                new UsageRecord.Timing(Duration.ofSeconds(6), Duration.ofMillis(700)));
    }

    /** The size of an item as DynamoDB counts it, digest included. */
    private static int bytes(Map<String, AttributeValue> item) {
        var digestBytes = "digest".length() + 64;
        return digestBytes
                + item.entrySet().stream()
                        .mapToInt(attribute -> attribute.getKey().length() + bytes(attribute.getValue()))
                        .sum();
    }

    private static int bytes(AttributeValue value) {
        if (value.s() != null) {
            return value.s().length();
        }
        return value.n() == null ? 1 : value.n().length() / 2 + 2;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
