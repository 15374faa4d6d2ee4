package ai.tierup.simulators.dynamodb;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An operand of a comparison or of an assignment. */
sealed interface Operand {

    /** The value in {@code item}; null if there is none. */
    @Nullable
    AttributeValue valueIn(Map<String, AttributeValue> item);

    record Attribute(Path path) implements Operand {

        @Override
        public @Nullable AttributeValue valueIn(Map<String, AttributeValue> item) {
            return path.valueIn(item);
        }
    }

    record Literal(AttributeValue value) implements Operand {

        @Override
        public AttributeValue valueIn(Map<String, AttributeValue> item) {
            return value;
        }
    }

    /** {@code size(path)}: the length of a string, or the number of elements. */
    record Size(Path path) implements Operand {

        @Override
        public @Nullable AttributeValue valueIn(Map<String, AttributeValue> item) {
            var value = path.valueIn(item);
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
