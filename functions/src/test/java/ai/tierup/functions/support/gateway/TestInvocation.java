package ai.tierup.functions.support.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;

/** Lambda's context, as far as our functions ask it. */
public final class TestInvocation {

    private TestInvocation() {}

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
