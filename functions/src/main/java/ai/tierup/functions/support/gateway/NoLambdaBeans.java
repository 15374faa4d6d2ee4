package ai.tierup.functions.support.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.function.aws.DefaultLambdaContextFactory;
import io.micronaut.function.aws.LambdaContextFactory;
import jakarta.inject.Singleton;

/**
 * Keeps Micronaut from registering each invocation's context as a bean. No bean uses it, it costs time in every request, and it would be
 * wrong with concurrent invocations in one environment.
 */
@Singleton
@Replaces(DefaultLambdaContextFactory.class)
final class NoLambdaBeans implements LambdaContextFactory {

    @Override
    public void registerSingletons(Context context) {}
}
