package ai.tierup.functions.usage;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of usage.
 *
 * @param from first UTC day
 * @param to last UTC day, included
 * @param columns the names of the columns, which are those of the fields in the API
 * @param rows the values of each row, one for each column: texts, whole numbers, truth values or null. They are read as they are consumed
 */
public record UsageExport(LocalDate from, LocalDate to, List<String> columns, Stream<List<@Nullable Object>> rows) {}
