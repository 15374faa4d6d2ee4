package ai.tierup.local.lambda;

import io.micronaut.context.ApplicationContext;

/** Creates the handlers that {@code template.yaml} names. */
public final class Handlers {

    private Handlers() {}

    /** @throws IllegalStateException if there is no such handler */
    public static Object create(String className, ApplicationContext context) {
        try {
            return Class.forName(className)
                    .getConstructor(ApplicationContext.class)
                    .newInstance(context);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("template.yaml names a handler that cannot be created: " + className, e);
        }
    }
}
