package ai.tierup.functions.support.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The context of an invocation that is passed to handlers. */
record InvocationContext(Invocation invocation, LambdaEnvironment environment, InstantSource clock) implements Context {

    @Override
    public int getRemainingTimeInMillis() {
        return Math.clamp(invocation.timeLeft(clock).toMillis(), 0, Integer.MAX_VALUE);
    }

    @Override
    public String getAwsRequestId() {
        return invocation.id();
    }

    @Override
    public String getInvokedFunctionArn() {
        return invocation.functionArn();
    }

    @Override
    public @Nullable String getXrayTraceId() {
        return invocation.traceHeader().orElse(null);
    }

    @Override
    public @Nullable String getTenantId() {
        return invocation.tenantId().orElse(null);
    }

    @Override
    public String getFunctionName() {
        return environment.function().name();
    }

    @Override
    public String getFunctionVersion() {
        return environment.function().version();
    }

    @Override
    public int getMemoryLimitInMB() {
        return environment.function().memoryMb();
    }

    @Override
    public String getLogGroupName() {
        return environment.function().logGroup();
    }

    @Override
    public String getLogStreamName() {
        return environment.function().logStream();
    }

    /** Only the AWS mobile client sends one. */
    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    /** Only the AWS mobile client has one. */
    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public LambdaLogger getLogger() {
        return LambdaRuntime.getLogger();
    }
}
