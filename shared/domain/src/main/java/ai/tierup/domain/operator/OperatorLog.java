package ai.tierup.domain.operator;

/** Where operators' acts are recorded: what touches money before it is done, so that none of it goes unrecorded. */
public interface OperatorLog {

    /** Records {@code act}; nothing that is recorded is ever changed. */
    void add(OperatorAct act);
}
