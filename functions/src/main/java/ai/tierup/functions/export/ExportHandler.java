package ai.tierup.functions.export;

import ai.tierup.functions.support.gateway.FunctionContext;
import ai.tierup.functions.support.gateway.StreamingRoute;
import ai.tierup.functions.support.snapstart.Snapshots;
import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.MicronautRequestStreamHandler;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * {@code GET /v1/account/export} and {@code GET /v1/usage/export}. They stream, because an account may have more records than a buffered
 * answer can hold.
 */
public final class ExportHandler extends MicronautRequestStreamHandler {

    @Inject
    StreamingRoute route;

    @Inject
    ExportEndpoint endpoint;

    /** Creates the handler on Lambda, with a new application context. Exports are too rare for a rehearsal. */
    public ExportHandler() {
        getApplicationContext().getBean(Snapshots.class).register(() -> {}, () -> {});
    }

    /** Creates the handler for the local run and tests, which share one application context. */
    public ExportHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream output, Context context) throws IOException {
        route.answer(event, output, () -> Duration.ofMillis(context.getRemainingTimeInMillis()), endpoint);
    }

    @Override
    protected ApplicationContextBuilder newApplicationContextBuilder() {
        return FunctionContext.builder();
    }
}
