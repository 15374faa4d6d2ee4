package ai.tierup.functions.support.gateway;

/** What answers one buffered route. */
@FunctionalInterface
public interface Endpoint {

    Reply answer(GatewayRequest request);
}
