package ai.tierup.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;

/** Our gateway in a process of its own. */
interface Gateway extends Closeable {

    /** The target of the connections, which share the keys of all its accounts. */
    Target target(String model) throws IOException;

    long pid();

    /** Compares every wallet with its ledger, with a report on {@code out}. Returns whether all of them agree. */
    boolean audit(PrintStream out) throws IOException;
}
