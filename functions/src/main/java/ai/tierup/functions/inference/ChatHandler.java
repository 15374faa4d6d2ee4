package ai.tierup.functions.inference;

import ai.tierup.functions.support.gateway.FunctionContext;
import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.MicronautRequestStreamHandler;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** {@code POST /v1/chat/completions}. Answers in one form always, errors too, because a route has one form. */
public final class ChatHandler extends MicronautRequestStreamHandler {

    @Inject
    ChatEndpoint endpoint;

    /** For Lambda: makes a context of its own. */
    public ChatHandler() {
        getApplicationContext().getBean(ChatSnapshot.class).register();
    }

    /** For the local run and tests, which share one. */
    public ChatHandler(ApplicationContext context) {
        super(context);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream output, Context context) {
        endpoint.answer(event, output, () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
    }

    @Override
    protected ApplicationContextBuilder newApplicationContextBuilder() {
        return FunctionContext.builder();
    }
}
