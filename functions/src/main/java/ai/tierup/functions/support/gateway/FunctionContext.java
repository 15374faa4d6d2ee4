package ai.tierup.functions.support.gateway;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;

/**
 * How a function on Lambda makes its context: with nothing but our own beans, and of these, because all functions share one zip, only
 * the ones that it uses. Micronaut's own builder for Lambda makes every singleton at once, and cannot be told not to.
 */
public final class FunctionContext {

    private FunctionContext() {}

    public static ApplicationContextBuilder builder() {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .bootstrapEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .banner(false);
    }
}
