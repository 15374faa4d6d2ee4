package ai.tierup.functions.gateway;

import ai.tierup.functions.snapstart.Rehearsal;
import ai.tierup.functions.snapstart.Snapshots;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.BeanContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import java.util.Map;

/** A Lambda function behind buffered routes, all of which one endpoint answers. */
public abstract class BufferedHandler
        extends MicronautRequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private final BufferedRoute route;
    private final Endpoint endpoint;

    /**
     * For Lambda: makes a context of its own.
     *
     * @param endpoint bean that answers
     * @param rehearsedPath of a GET that it answers, to be played before a snapshot
     */
    protected BufferedHandler(Class<? extends Endpoint> endpoint, String rehearsedPath) {
        var context = applicationContext;
        this.route = context.getBean(BufferedRoute.class);
        this.endpoint = context.getBean(endpoint);
        context.getBean(Snapshots.class)
                .register(() -> rehearse(context.getBean(Rehearsal.class), endpoint, rehearsedPath), () -> {});
    }

    /** For the local run and tests, which share one. */
    protected BufferedHandler(ApplicationContext context, Class<? extends Endpoint> endpoint) {
        super(context);
        this.route = context.getBean(BufferedRoute.class);
        this.endpoint = context.getBean(endpoint);
    }

    @Override
    public final APIGatewayProxyResponseEvent execute(APIGatewayProxyRequestEvent event) {
        return route.answer(event, endpoint);
    }

    private static void rehearse(Rehearsal rehearsal, Class<? extends Endpoint> endpoint, String path) {
        rehearsal.play((BeanContext service, String key) -> {
            var event = new APIGatewayProxyRequestEvent()
                    .withHttpMethod("GET")
                    .withPath(path)
                    .withHeaders(Map.of("authorization", "Bearer " + key));
            return service.getBean(BufferedRoute.class)
                    .answer(event, service.getBean(endpoint))
                    .getStatusCode();
        });
    }

    @Override
    protected ApplicationContextBuilder newApplicationContextBuilder() {
        return FunctionContext.builder();
    }
}
