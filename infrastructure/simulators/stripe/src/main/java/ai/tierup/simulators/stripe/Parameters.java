package ai.tierup.simulators.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a form, with Stripe's bracket names: {@code line_items[0][quantity]}, {@code metadata[name]}, {@code expand[]}. */
record Parameters(List<Parameter> all) {

    /** Suffix for parameters with arbitrary keys. */
    private static final String ANY_KEY = "[*]";

    /** One parameter, decoded. */
    record Parameter(String name, String value) {

        /** The name without list indexes. */
        private String pattern() {
            return name.replaceAll("\\[\\d*]", "[]");
        }

        private boolean isAmong(Set<String> known) {
            var pattern = pattern();
            return known.contains(pattern)
                    || known.contains(pattern.substring(0, Math.max(0, pattern.lastIndexOf('['))) + ANY_KEY);
        }
    }

    /** @throws IllegalArgumentException if an escape sequence is invalid */
    static Parameters parse(@Nullable String form) {
        if (form == null || form.isEmpty()) {
            return new Parameters(List.of());
        }
        return new Parameters(Arrays.stream(form.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .map(pair -> new Parameter(
                        URLDecoder.decode(pair[0], UTF_8), pair.length > 1 ? URLDecoder.decode(pair[1], UTF_8) : ""))
                .toList());
    }

    /** Returns the error for the first unknown parameter, if any. Stripe refuses unknown parameters. */
    Optional<StripeAnswer> refuseUnknown(Set<String> known) {
        return all.stream()
                .filter(parameter -> !parameter.isAmong(known))
                .findFirst()
                .map(unknown -> StripeAnswer.invalid(
                        "parameter_unknown", unknown.name(), "Received unknown parameter: " + unknown.name()));
    }

    Optional<String> text(String name) {
        return all.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The value as a number; empty if it is absent or not a whole number. */
    OptionalLong wholeNumber(String name) {
        return text(name).filter(text -> text.matches("-?\\d{1,15}")).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /** The elements of a list, given as {@code name[]=…} or {@code name[0]=…}. */
    List<String> list(String name) {
        return all.stream()
                .filter(parameter -> parameter.pattern().equals(name + "[]"))
                .map(Parameter::value)
                .toList();
    }

    /** Copies every {@code name[key]=value} to {@code target}. */
    void copy(String name, ObjectNode target) {
        for (var parameter : all) {
            if (parameter.name().startsWith(name + "[") && parameter.name().endsWith("]")) {
                target.put(
                        parameter
                                .name()
                                .substring(name.length() + 1, parameter.name().length() - 1),
                        parameter.value());
            }
        }
    }
}
