package ai.tierup.local.lambda;

import io.micronaut.context.ApplicationContext;

/** Makes the handlers that {@code template.yaml} names, all with one context. */
public final class Handlers {

    private Handlers() {}

    /** @throws IllegalStateException when there is no such handler */
    public static Object make(String className, ApplicationContext context) {
        try {
            return Class.forName(className)
                    .getConstructor(ApplicationContext.class)
                    .newInstance(context);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("template.yaml names a handler that cannot be made: " + className, e);
        }
    }
}
