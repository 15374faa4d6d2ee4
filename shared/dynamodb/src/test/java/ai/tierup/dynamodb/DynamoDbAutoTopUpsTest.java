package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.alert.Deliveries;
import ai.tierup.domain.autotopup.AutoTopUps;
import ai.tierup.domain.autotopup.AutoTopUpsContract;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.payment.TopUpOrders;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class DynamoDbAutoTopUpsTest extends AutoTopUpsContract {

    private final AutoTopUps store = new DynamoDbAutoTopUps(LocalTables.CLIENTS, LocalTables.NAMES);
    private final TopUpOrders orders = new DynamoDbTopUpOrders(LocalTables.CLIENTS, LocalTables.NAMES);
    private final Deliveries deliveries = new DynamoDbDeliveries(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected AutoTopUps store() {
        return store;
    }

    @Override
    protected Accounts accounts() {
        return new DynamoDbAccounts(LocalTables.CLIENTS, LocalTables.NAMES);
    }

    @Override
    protected TopUpOrders orders() {
        return orders;
    }

    @Override
    protected Deliveries deliveries() {
        return deliveries;
    }

    @Test
    void ofManyStartsAtOnceOneIsWritten() throws Exception {
        var account = new AccountId("raced");
        assertThat(store.replace(full(account, 1))).isTrue();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = IntStream.range(0, 20)
                    .mapToObj(
                            number -> TopUpOrder.placed(TopUpId.of(Instant.EPOCH, number), account, Money.ofUsd("25")))
                    .<Callable<Boolean>>map(order -> () -> store.start(full(account, 2), order))
                    .toList();

            assertThat(threads.invokeAll(starts)).extracting(Future::get).containsOnlyOnce(true);
        }
        assertThat(orders.newest(account, null, 100)).hasSize(1);
    }
}
