package ai.tierup.functions.export;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpAnswer;
import ai.tierup.functions.usage.UsageExport;
import ai.tierup.functions.usage.UsageExports;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.zip.GZIPOutputStream;

/**
 * Streams usage as a table, row by row. If time is up before the last row, the connection is cut, because nothing else tells that rows are
 * missing; the client continues after the last row that it has.
 */
@Singleton
final class UsageDownload implements Download {

    /** Time left for sending the rest of what was written. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** Rows between two looks at the clock. */
    private static final int STEP_ROWS = 256;

    private static final int BUFFER_BYTES = 16 * 1024;

    private final UsageExports exports;

    UsageDownload(UsageExports exports) {
        this.exports = exports;
    }

    @Override
    public void send(GatewayRequest request, Caller caller, HttpAnswer answer, Deadline deadline) {
        var format = TableFormat.named(request.parameter("format").orElse("csv"))
                .orElseThrow(() -> new BadRequest(ApiErrors.invalidValue("format", "Send csv or jsonl.")));
        var export = exports.read(request, caller.account());
        var isCompressed = answer.isStreamed() && request.acceptsGzip();
        var headers = new LinkedHashMap<String, String>();
        headers.put(
                "content-disposition",
                "attachment; filename=\"tierup-usage-%s-to-%s.%s\""
                        .formatted(export.from(), export.to(), format.publicName()));
        headers.put("vary", "accept-encoding");
        if (isCompressed) {
            headers.put("content-encoding", "gzip");
        }
        answer.head(format.contentType(), headers);
        try (var out = body(answer, isCompressed)) {
            if (!write(export, format, out, deadline)) {
                answer.breakOff();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputStream body(HttpAnswer answer, boolean isCompressed) throws IOException {
        var stream = new AnswerStream(answer);
        return new BufferedOutputStream(
                isCompressed ? new GZIPOutputStream(stream, BUFFER_BYTES) : stream, BUFFER_BYTES);
    }

    /** Writes the rows while there is time. Returns whether there was enough. */
    private static boolean write(UsageExport export, TableFormat format, OutputStream out, Deadline deadline)
            throws IOException {
        out.write(format.header(export.columns()));
        var rows = export.rows().iterator();
        for (var written = 0; rows.hasNext(); written++) {
            if (written % STEP_ROWS == 0 && deadline.remaining().compareTo(MARGIN) < 0) {
                return false;
            }
            out.write(format.row(export.columns(), rows.next()));
        }
        return true;
    }
}
