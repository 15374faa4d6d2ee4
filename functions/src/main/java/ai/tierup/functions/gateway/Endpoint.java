package ai.tierup.functions.gateway;

/** What answers one buffered route. */
@FunctionalInterface
public interface Endpoint {

    Reply answer(GatewayRequest request);
}
