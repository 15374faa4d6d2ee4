package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.LanedLedger;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.DynamoDbPoolLedger;
import ai.tierup.dynamodb.DynamoDbWalletLedger;
import ai.tierup.dynamodb.TableNames;
import ai.tierup.simulators.dynamodb.LayeredClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A client between all processes and the store. After each write that was applied, however late, it reads the wallet or pool concerned
 * and checks it against its history.
 */
final class CheckingClient extends LayeredClient {

    private static final String WALLET = "W#";
    private static final String DAY = "DAY#";
    private static final int PARTS_OF_A_POOL_DAY = 3;

    private final DynamoDbClient store;
    private final WalletLedger wallets;
    private final DynamoDbPoolLedger poolLedger;
    private final Map<AccountId, WalletHistory> histories = new HashMap<>();
    private final Map<PoolAndDay, PoolHistory> pools = new HashMap<>();
    private final Map<HoldKey, UsageAmounts> records = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private int writes;

    private record PoolAndDay(Pool pool, LocalDate day) {}

    CheckingClient(DynamoDbClient store, TableNames tables) {
        this.store = store;
        var clients = DynamoDbClients.of(store, store);
        this.wallets =
                new LanedLedger(new DynamoDbWalletLedger(clients, tables), WalletRules.STANDARD, () -> Instant.EPOCH);
        this.poolLedger = new DynamoDbPoolLedger(clients, tables);
    }

    /** All violations, in order. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    Collection<UsageAmounts> records() {
        return records.values();
    }

    int writes() {
        return writes;
    }

    int holdsCreated() {
        return histories.values().stream().mapToInt(WalletHistory::holdsCreated).sum();
    }

    @Override
    protected <R extends DynamoDbResponse> R send(DynamoDbRequest request, Call<R> call) {
        var answer = call.through(store);
        if (request instanceof PutItemRequest put) {
            UsageAmounts.of(put.item()).ifPresent(this::note);
        }
        touched(request).distinct().forEach(this::check);
        return answer;
    }

    /** The partition keys of the wallets and of the pools' days that a write concerns. */
    private Stream<String> touched(DynamoDbRequest request) {
        var keys = switch (request) {
            case UpdateItemRequest update -> Stream.of(update.key());
            case PutItemRequest put -> Stream.of(put.item());
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream().map(CheckingClient::key);
            default -> Stream.<Map<String, AttributeValue>>empty();
        };
        return keys.map(key -> key.getOrDefault("pk", AttributeValue.fromS("")).s())
                .filter(pk -> pk.startsWith(WALLET) || pk.startsWith(DAY))
                .map(CheckingClient::withoutShard);
    }

    private static Map<String, AttributeValue> key(TransactWriteItem item) {
        if (item.put() != null) {
            return item.put().item();
        }
        if (item.delete() != null) {
            return item.delete().key();
        }
        return item.update() != null
                ? item.update().key()
                : item.conditionCheck().key();
    }

    private static String withoutShard(String pk) {
        var parts = pk.split("#", -1);
        return parts.length <= PARTS_OF_A_POOL_DAY
                ? pk
                : String.join("#", List.of(parts).subList(0, PARTS_OF_A_POOL_DAY));
    }

    private void check(String pk) {
        writes++;
        if (pk.startsWith(WALLET)) {
            var account = new AccountId(pk.split("#", -1)[1]);
            var wallet = wallets.findWhole(account).orElseThrow();
            var history = histories.computeIfAbsent(account, fresh -> new WalletHistory());
            history.check(wallet, records).forEach(finding -> findings.add(pk + ": " + finding + " in " + wallet));
            return;
        }
        var parts = pk.split("#", -1);
        if (parts.length == PARTS_OF_A_POOL_DAY) {
            var pool = Pool.named(parts[2]).orElseThrow();
            var day = poolLedger.find(pool, LocalDate.parse(parts[1])).orElseThrow();
            history(pool, day.day())
                    .check(day, poolLedger.remaining(day))
                    .forEach(finding -> findings.add(pk + ": " + finding));
        }
    }

    private void note(UsageAmounts booking) {
        writes++;
        if (records.put(booking.key(), booking) != null) {
            findings.add("the record of " + booking.key() + " was put twice");
        }
        for (var pool : List.of(booking.pool(), Pool.PLATFORM)) {
            history(pool, booking.day())
                    .bear(booking.borneBy(pool), booking.overrun())
                    .forEach(finding -> findings.add(booking.day() + " " + pool + ": " + finding));
        }
    }

    private PoolHistory history(Pool pool, LocalDate day) {
        return pools.computeIfAbsent(new PoolAndDay(pool, day), fresh -> new PoolHistory());
    }
}
