package ai.tierup.functions.support.gateway;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.idempotency.IdempotentRequest;
import java.util.regex.Pattern;

/** The parsed header {@code Idempotency-Key} of a request. */
public sealed interface IdempotencyHeader {

    record Absent() implements IdempotencyHeader {}

    record Given(IdempotentRequest request) implements IdempotencyHeader {}

    record Invalid(ApiError error) implements IdempotencyHeader {}

    /** HTTP's optional white space around a header value. */
    Pattern AROUND_A_VALUE = Pattern.compile("^[ \\t]+|[ \\t]+$");

    static IdempotencyHeader of(GatewayRequest request, AccountId account) {
        var values = request.headerValues("idempotency-key");
        if (values.isEmpty()) {
            return new Absent();
        }
        if (values.size() > 1) {
            return invalid("Send one Idempotency-Key, not several.");
        }
        var key = AROUND_A_VALUE.matcher(values.getFirst()).replaceAll("");
        return IdempotentRequest.of(account, key, request.body())
                .<IdempotencyHeader>map(Given::new)
                .orElseGet(() -> invalid("Send an Idempotency-Key of 1 to 255 printable ASCII characters."));
    }

    private static IdempotencyHeader invalid(String advice) {
        return new Invalid(ApiErrors.invalidValue("Idempotency-Key", advice));
    }
}
