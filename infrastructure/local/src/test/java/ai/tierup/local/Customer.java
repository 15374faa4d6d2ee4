package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.CreateAccount;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.UseCases;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.BeanContext;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;

/** Somebody who calls the service with one key. */
record Customer(Api api, AccountId account, String secret) {

    /** Opens an account with $100 and a key that has all rights. */
    static Customer open(Api api, String name) {
        var account = new AccountId(name);
        var random = new SecureRandom();
        var secret = ApiKeySecret.generate(random);
        var key = new CreateAccount.FirstKey(KeyId.of(secret.hash()), "first", secret);
        new UseCases(api.service.bean(BeanContext.class))
                .createAccount()
                .create(new CreateAccount.NewAccount(account, Money.ofUsd("100"), key), "adj#test");
        return new Customer(api, account, secret.reveal());
    }

    Customer with(String otherSecret) {
        return new Customer(api, account, otherSecret);
    }

    /** Creates a key by the API, and returns a customer who has only that key. */
    Customer withNewKey(String body) throws Exception {
        return with(json(send("POST", "/v1/keys", body)).path("key").asText());
    }

    KeyId id() {
        return KeyId.of(ApiKeySecret.parse(secret).orElseThrow().hash());
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(api.url(path)))
                .header("authorization", "Bearer " + secret)
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return api.send(request);
    }

    JsonNode read(String path) throws Exception {
        return json(send("GET", path, ""));
    }

    HttpResponse<String> chat(String tier) throws Exception {
        return send(
                "POST",
                "/v1/chat/completions",
                "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}".formatted(tier));
    }

    static JsonNode json(HttpResponse<String> answer) throws Exception {
        return RunningService.JSON.readTree(answer.body());
    }

    static String code(HttpResponse<String> answer) throws Exception {
        return answer.statusCode() + " " + json(answer).at("/error/code").asText();
    }
}
