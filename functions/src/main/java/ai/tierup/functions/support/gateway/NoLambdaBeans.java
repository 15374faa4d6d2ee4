package ai.tierup.functions.support.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.function.aws.DefaultLambdaContextFactory;
import io.micronaut.function.aws.LambdaContextFactory;
import jakarta.inject.Singleton;

/**
 * Keeps Micronaut from registering each invocation's context as a bean: nobody asks for it, it costs time in every request, and
 * with concurrent invocations in one environment it would be anybody's.
 */
@Singleton
@Replaces(DefaultLambdaContextFactory.class)
final class NoLambdaBeans implements LambdaContextFactory {

    @Override
    public void registerSingletons(Context context) {}
}
