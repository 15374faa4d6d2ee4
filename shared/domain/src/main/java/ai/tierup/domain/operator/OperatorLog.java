package ai.tierup.domain.operator;

/** The log of operators' acts. Acts that touch money are recorded before they are done, so that none goes unrecorded. */
public interface OperatorLog {

    /** Records {@code act}. Records are never changed. */
    void add(OperatorAct act);
}
