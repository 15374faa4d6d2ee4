package ai.tierup.functions.inference;

import ai.tierup.functions.support.gateway.FunctionContext;
import ai.tierup.functions.support.gateway.StreamingRoute;
import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.MicronautRequestStreamHandler;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** The Lambda function behind all inference APIs and all paths without a route. Errors have the same transport format as answers, because a route has only one. */
public final class InferenceHandler extends MicronautRequestStreamHandler {

    @Inject
    StreamingRoute route;

    @Inject
    InferenceRoutes routes;

    /** Creates the handler on Lambda, with a new application context. */
    public InferenceHandler() {
        getApplicationContext().getBean(InferenceSnapshot.class).register();
    }

    /** Creates the handler for the local run and tests, which share one application context. */
    public InferenceHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream output, Context context) throws IOException {
        route.answer(event, output, () -> Duration.ofMillis(context.getRemainingTimeInMillis()), routes);
    }

    @Override
    protected ApplicationContextBuilder newApplicationContextBuilder() {
        return FunctionContext.builder();
    }
}
