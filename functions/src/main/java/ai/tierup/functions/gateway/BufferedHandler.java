package ai.tierup.functions.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;

/** A Lambda function behind a buffered route. */
public abstract class BufferedHandler
        extends MicronautRequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    @Inject
    protected BufferedRoute route;

    /** For Lambda: makes a context of its own. */
    protected BufferedHandler() {}

    /** For the local run and tests, which share one. */
    protected BufferedHandler(ApplicationContext context) {
        super(context);
    }

    protected final APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event, Endpoint endpoint) {
        return route.answer(event, endpoint);
    }

    @Override
    protected ApplicationContextBuilder newApplicationContextBuilder() {
        // All functions share one zip: each builds only the beans that it uses.
        return super.newApplicationContextBuilder().eagerInitSingletons(false);
    }
}
