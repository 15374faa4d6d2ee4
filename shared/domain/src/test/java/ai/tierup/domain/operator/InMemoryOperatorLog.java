package ai.tierup.domain.operator;

import java.util.ArrayList;
import java.util.List;

/** An operators' log in memory, which can be made to fail. */
public final class InMemoryOperatorLog implements OperatorLog {

    private final List<OperatorAct> acts = new ArrayList<>();
    private boolean fails;

    @Override
    public void add(OperatorAct act) {
        if (fails) {
            throw new IllegalStateException("The log cannot be written");
        }
        acts.add(act);
    }

    public void fail() {
        fails = true;
    }

    public List<OperatorAct> acts() {
        return List.copyOf(acts);
    }
}
