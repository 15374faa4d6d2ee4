package ai.tierup.dynamodb;

import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.DocumentTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** The key schemas of the tables, and typed access to documents. The other attributes are defined by the store that writes them. */
final class Documents {

    static final String IF_ABSENT = "attribute_not_exists(pk)";

    private static final AttributeConverterProvider CONVERTERS = AttributeConverterProvider.defaultProvider();

    private Documents() {}

    static DocumentTableSchema keyedByPk() {
        return TableSchema.documentSchemaBuilder()
                .addIndexPartitionKey(TableMetadata.primaryIndexName(), "pk", AttributeValueType.S)
                .attributeConverterProviders(CONVERTERS)
                .build();
    }

    static DocumentTableSchema keyedByPkAndSk() {
        return TableSchema.documentSchemaBuilder()
                .addIndexPartitionKey(TableMetadata.primaryIndexName(), "pk", AttributeValueType.S)
                .addIndexSortKey(TableMetadata.primaryIndexName(), "sk", AttributeValueType.S)
                .attributeConverterProviders(CONVERTERS)
                .build();
    }

    static EnhancedDocument.Builder document() {
        return EnhancedDocument.builder().attributeConverterProviders(CONVERTERS);
    }

    static Key key(String pk, String sk) {
        return Key.builder().partitionValue(pk).sortValue(sk).build();
    }

    /** @throws IllegalStateException if the item lacks the attribute, and so was not written by this service */
    static String text(EnhancedDocument item, String name) {
        var text = item.getString(name);
        if (text == null) {
            throw new IllegalStateException("An item lacks " + name);
        }
        return text;
    }

    static Optional<String> optionalText(EnhancedDocument item, String name) {
        return Optional.ofNullable(item.getString(name));
    }

    static long number(EnhancedDocument item, String name) {
        if (!item.isPresent(name)) {
            throw new IllegalStateException("An item lacks " + name);
        }
        return item.getNumber(name).longValue();
    }
}
