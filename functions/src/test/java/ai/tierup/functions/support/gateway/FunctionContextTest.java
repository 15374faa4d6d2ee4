package ai.tierup.functions.support.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FunctionContextTest {

    private static final AtomicInteger CREATED = new AtomicInteger();

    @Singleton
    static final class Bean {

        Bean() {
            CREATED.incrementAndGet();
        }
    }

    @Test
    void aBeanIsCreatedOnFirstUse() {
        try (var context = FunctionContext.builder().start()) {
            assertThat(CREATED).hasValue(0);

            context.getBean(Bean.class);
            context.getBean(Bean.class);

            assertThat(CREATED).hasValue(1);
        }
    }
}
