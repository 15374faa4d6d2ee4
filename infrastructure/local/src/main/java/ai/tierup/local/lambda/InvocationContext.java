package ai.tierup.local.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The Lambda context of an invocation. It reports the remaining time, which is zero once the service is stopping. */
public record InvocationContext(String functionName, Instant endsAt, InstantSource clock, BooleanSupplier stopping)
        implements Context {

    private static final int MEMORY_MB = 1024;

    @Override
    public int getRemainingTimeInMillis() {
        return stopping.getAsBoolean()
                ? 0
                : Math.toIntExact(Duration.between(clock.instant(), endsAt).toMillis());
    }

    @Override
    public String getAwsRequestId() {
        return "local";
    }

    @Override
    public String getLogGroupName() {
        return "local";
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return functionName;
    }

    @Override
    public String getFunctionVersion() {
        return "local";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:local:000000000000:function:" + functionName;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getMemoryLimitInMB() {
        return MEMORY_MB;
    }

    @Override
    public @Nullable LambdaLogger getLogger() {
        return null;
    }
}
