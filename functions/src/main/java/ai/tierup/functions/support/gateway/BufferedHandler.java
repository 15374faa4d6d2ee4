package ai.tierup.functions.support.gateway;

import ai.tierup.functions.support.snapstart.Rehearsal;
import ai.tierup.functions.support.snapstart.Snapshots;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.BeanContext;
import io.micronaut.function.aws.MicronautRequestHandler;

/** A Lambda function for buffered routes, with one endpoint for all of them. */
public abstract class BufferedHandler
        extends MicronautRequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private final BufferedRoute route;
    private final Endpoint endpoint;

    /**
     * Creates the handler on Lambda, with a new application context.
     *
     * @param endpoint type of the endpoint bean
     * @param rehearsed request to rehearse before a snapshot
     */
    protected BufferedHandler(Class<? extends Endpoint> endpoint, RehearsedRequest rehearsed) {
        var context = applicationContext;
        this.route = context.getBean(BufferedRoute.class);
        this.endpoint = context.getBean(endpoint);
        context.getBean(Snapshots.class)
                .register(() -> rehearse(context.getBean(Rehearsal.class), endpoint, rehearsed), () -> {});
    }

    /** Creates the handler for the local run and tests, which share one application context. */
    protected BufferedHandler(ApplicationContext context, Class<? extends Endpoint> endpoint) {
        super(context);
        this.route = context.getBean(BufferedRoute.class);
        this.endpoint = context.getBean(endpoint);
    }

    @Override
    public final APIGatewayProxyResponseEvent execute(APIGatewayProxyRequestEvent event) {
        return route.answer(event, endpoint);
    }

    private static void rehearse(Rehearsal rehearsal, Class<? extends Endpoint> endpoint, RehearsedRequest request) {
        rehearsal.play(
                request.status(),
                (BeanContext service, String key) -> service.getBean(BufferedRoute.class)
                        .answer(request.event(key), service.getBean(endpoint))
                        .getStatusCode());
    }

    @Override
    protected ApplicationContextBuilder newApplicationContextBuilder() {
        return FunctionContext.builder();
    }
}
