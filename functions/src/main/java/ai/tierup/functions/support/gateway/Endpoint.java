package ai.tierup.functions.support.gateway;

/** Answers the requests of buffered routes. */
@FunctionalInterface
public interface Endpoint {

    Reply answer(GatewayRequest request);
}
