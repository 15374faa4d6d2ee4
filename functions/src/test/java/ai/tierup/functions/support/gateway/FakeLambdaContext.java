package ai.tierup.functions.support.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;

/** A fake of Lambda's context that has only the remaining time. */
public final class FakeLambdaContext {

    private FakeLambdaContext() {}

    public static Context of(int millisLeft) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getRemainingTimeInMillis")) {
                        return millisLeft;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
