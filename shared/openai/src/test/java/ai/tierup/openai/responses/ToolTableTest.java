package ai.tierup.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.openai.responses.ClientTool.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToolTableTest {

    private final ToolTable table = new ToolTable();

    private String put(Kind kind, @Nullable String namespace, String name) {
        var tool = new ClientTool(kind, namespace, name);
        table.put(tool, null, null, null);
        var modelName = table.modelName(namespace, name);
        assertThat(table.clientTool(modelName)).isEqualTo(tool);
        assertThat(modelName).matches("[A-Za-z0-9_-]{1,64}");
        return modelName;
    }

    @Test
    void aNameThatModelsTakeIsKept() {
        assertThat(put(Kind.FUNCTION, null, "mcp__git__log")).isEqualTo("mcp__git__log");
        assertThat(put(Kind.CUSTOM, "agents", "close")).isEqualTo("agents__close");
    }

    @Test
    void oneNameInTwoNamespacesIsTwoTools() {
        assertThat(put(Kind.FUNCTION, "a", "run")).isNotEqualTo(put(Kind.FUNCTION, "b", "run"));
        assertThat(put(Kind.FUNCTION, null, "run")).isEqualTo("run");
    }

    @Test
    void twoToolsNeverShareAFlatName() {
        assertThat(put(Kind.FUNCTION, null, "a__b")).isEqualTo("a__b");
        assertThat(put(Kind.FUNCTION, "a", "b")).matches("a__b_[0-9a-f]{8}");
        assertThat(put(Kind.FUNCTION, "a_", "b")).isEqualTo("a___b");
        assertThat(put(Kind.FUNCTION, "a", "_b")).matches("a___b_[0-9a-f]{8}");
    }

    @Test
    void otherCharactersAndLongNamesAreReplaced() {
        assertThat(put(Kind.FUNCTION, "my server", "päth.read")).matches("my_server__p_th_read_[0-9a-f]{8}");
        var first = put(Kind.FUNCTION, "n".repeat(60), "x".repeat(60) + "1");
        assertThat(put(Kind.FUNCTION, "n".repeat(60), "x".repeat(60) + "2")).isNotEqualTo(first);
    }

    @Test
    void aToolThatIsNotOfferedAnyMoreKeepsItsName() {
        var before = table.modelName("my server", "read");

        assertThat(put(Kind.FUNCTION, "my server", "read")).isEqualTo(before);
    }

    @Test
    void aToolThatAModelMakesUpIsAFunction() {
        assertThat(table.clientTool("imagined")).isEqualTo(ClientTool.function(null, "imagined"));
    }
}
