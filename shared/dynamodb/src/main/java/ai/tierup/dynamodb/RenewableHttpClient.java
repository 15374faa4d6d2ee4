package ai.tierup.dynamodb;

import java.util.function.Supplier;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** A pool of connections that can be left for a new one, because what was open in a snapshot is open no more. */
public final class RenewableHttpClient implements SdkHttpClient {

    private final Supplier<SdkHttpClient> clients;
    private volatile SdkHttpClient current;

    public RenewableHttpClient(Supplier<SdkHttpClient> clients) {
        this.clients = clients;
        this.current = clients.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return current.prepareRequest(request);
    }

    @Override
    public String clientName() {
        return current.clientName();
    }

    /** Nothing may be under way. */
    public void renew() {
        var old = current;
        current = clients.get();
        old.close();
    }

    @Override
    public void close() {
        current.close();
    }
}
