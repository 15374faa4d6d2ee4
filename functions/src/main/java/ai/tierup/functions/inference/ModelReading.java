package ai.tierup.functions.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.ErrorCode;
import ai.tierup.api.StrictJson;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.account.AccountId;
import ai.tierup.functions.support.auth.AliasedModels;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads requests, also those that ask for another vendor's model, if the account has a tier for it. Such a request is read a second time,
 * with the tier in place of the name, so that the APIs know only tiers.
 */
@Singleton
final class ModelReading {

    private static final String MODEL = "model";

    private final AliasedModels models;

    ModelReading(AliasedModels models) {
        this.models = models;
    }

    ParsedRequest read(byte[] body, AccountId account, Function<byte[], ParsedRequest> reader) {
        var read = reader.apply(body);
        return read instanceof ParsedRequest.Invalid(var error) && error.code() == ErrorCode.MODEL_NOT_FOUND
                ? withTier(body, account).map(reader).orElse(read)
                : read;
    }

    private Optional<byte[]> withTier(byte[] body, AccountId account) {
        if (!(StrictJson.readObject(body) instanceof StrictJson.Parsed(var json))) {
            return Optional.empty();
        }
        return models.tier(account, json.path(MODEL).asText())
                .map(tier -> StrictJson.with(json, MODEL, tier.publicName()).getBytes(UTF_8));
    }
}
