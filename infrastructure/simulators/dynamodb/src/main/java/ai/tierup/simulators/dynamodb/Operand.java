package ai.tierup.simulators.dynamodb;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a condition compares, or an assignment reckons with. */
sealed interface Operand {

    /** Its value in {@code item}; null when there is none. */
    @Nullable
    AttributeValue in(Map<String, AttributeValue> item);

    record At(Path path) implements Operand {

        @Override
        public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
            return path.in(item);
        }
    }

    record Literal(AttributeValue value) implements Operand {

        @Override
        public AttributeValue in(Map<String, AttributeValue> item) {
            return value;
        }
    }

    /** {@code size(path)}: of a text or the number of elements. */
    record Size(Path path) implements Operand {

        @Override
        public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
            var value = path.in(item);
            return value == null
                    ? null
                    : switch (value.type()) {
                        case S -> number(value.s().length());
                        case B -> number(value.b().asByteArrayUnsafe().length);
                        case M -> number(value.m().size());
                        case L -> number(value.l().size());
                        case SS -> number(value.ss().size());
                        case NS -> number(value.ns().size());
                        case BS -> number(value.bs().size());
                        case N, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> null;
                    };
        }

        private static AttributeValue number(int size) {
            return AttributeValue.fromN(Integer.toString(size));
        }
    }
}
