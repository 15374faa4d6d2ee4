package ai.tierup.functions.signup;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;

/** {@code POST /v1/sign-up}, {@code POST /v1/sign-up/verify} and {@code GET /v1/sign-up/proof}. */
public final class SignUpHandler extends BufferedHandler {

    public SignUpHandler() {
        super(SignUpEndpoints.class, RehearsedRequest.get("/v1/sign-up/proof"));
    }

    public SignUpHandler(ApplicationContext context) {
        super(context, SignUpEndpoints.class);
    }
}
