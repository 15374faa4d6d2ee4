package ai.tierup.functions.support.gateway;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;

/**
 * Builds the application context of a function on Lambda. It has only our own beans and creates them when they are first used, because
 * all functions share one zip. Micronaut's own builder for Lambda always creates every singleton at start.
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
