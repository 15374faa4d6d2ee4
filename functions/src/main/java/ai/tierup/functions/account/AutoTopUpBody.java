package ai.tierup.functions.account;

import ai.tierup.domain.autotopup.AutoTopUp;
import ai.tierup.domain.autotopup.AutoTopUpRule;
import ai.tierup.domain.autotopup.PauseReason;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The {@code auto_top_up} object of the API. */
public final class AutoTopUpBody {

    private AutoTopUpBody() {}

    public static void write(JsonGenerator json, AutoTopUp state, Instant now) throws IOException {
        var rule = state.rule();
        var progress = state.progress();
        var pausedBy = rule == null ? null : progress.pausedBy();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        json.writeStartObject();
        json.writeStringField("object", "auto_top_up");
        json.writeStringField("status", status(state, rule, pausedBy));
        text(
                json,
                AutoTopUpFields.THRESHOLD.name(),
                rule == null ? null : rule.threshold().usd());
        text(
                json,
                AutoTopUpFields.AMOUNT.name(),
                rule == null ? null : rule.amount().usd());
        json.writeFieldName(AutoTopUpFields.MAX_PER_DAY);
        if (rule == null) {
            json.writeNull();
        } else {
            json.writeNumber(rule.maxPerDay());
        }
        json.writeNumberField("charged_today", progress.chargedOn(today));
        json.writeNumberField("failures", progress.failures());
        text(json, "paused_reason", pausedBy == null ? null : pausedBy.publicName());
        json.writeBooleanField("payment_method_saved", state.method() != null);
        json.writeEndObject();
    }

    private static String status(AutoTopUp state, @Nullable AutoTopUpRule rule, @Nullable PauseReason pausedBy) {
        if (rule == null) {
            return "off";
        }
        if (state.method() == null) {
            return "needs_payment_method";
        }
        return pausedBy == null ? "active" : "paused";
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) throws IOException {
        json.writeFieldName(name);
        json.writeString(text);
    }
}
