package ai.tierup.functions.signup;

import ai.tierup.domain.access.StartSignUp;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.functions.keys.KeyBody;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.altcha.altcha.Altcha.Challenge;

/** The objects of the API by which people sign up and in. */
final class SignUpBody {

    private SignUpBody() {}

    /** Writes a challenge with the fields that ALTCHA's clients expect. */
    static void writeProof(JsonGenerator json, Challenge challenge, boolean isRequired) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "sign_up.proof");
        json.writeBooleanField("required", isRequired);
        json.writeStringField("algorithm", challenge.algorithm);
        json.writeStringField("challenge", challenge.challenge);
        json.writeNumberField("maxnumber", challenge.maxnumber);
        json.writeStringField("salt", challenge.salt);
        json.writeStringField("signature", challenge.signature);
        json.writeEndObject();
    }

    static void writeChallenge(JsonGenerator json, StartSignUp.Outcome.Sent sent) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "sign_up.challenge");
        json.writeStringField("challenge_id", sent.challenge().value());
        json.writeStringField("expires_at", sent.expiresAt().toString());
        json.writeEndObject();
    }

    static void write(JsonGenerator json, Welcome.Welcomed welcomed) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "sign_up");
        json.writeStringField("account_id", "acc_" + welcomed.account().value());
        json.writeFieldName("key");
        writeKey(json, welcomed);
        json.writeObjectFieldStart("session");
        json.writeStringField("object", "session");
        json.writeStringField("token", welcomed.session().token().reveal());
        json.writeStringField(
                "created_at", welcomed.session().session().createdAt().toString());
        json.writeStringField(
                "expires_at", welcomed.session().session().expiresAt().toString());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeKey(JsonGenerator json, Welcome.Welcomed welcomed) throws IOException {
        var created = welcomed.firstKey();
        if (created == null) {
            json.writeNull();
            return;
        }
        KeyBody.write(
                json,
                new ListedKey(created.key(), null),
                created.secret(),
                created.key().createdAt());
    }
}
