package ai.tierup.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Closeable;
import java.io.IOException;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A connection to the beans with which another JVM is observed. */
public final class Jvm implements Closeable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private Jvm(JMXConnector connector, MBeanServerConnection beans) {
        this.connector = connector;
        this.beans = beans;
    }

    // The connection leads to a JVM that the benchmark itself has started, on the loopback interface.
    @SuppressWarnings("BanJNDI")
    public static Jvm attach(long pid) throws IOException {
        var connector = JMXConnectorFactory.connect(new JMXServiceURL(managementAddress(pid)));
        return new Jvm(connector, connector.getMBeanServerConnection());
    }

    private static String managementAddress(long pid) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    public MBeanServerConnection beans() {
        return beans;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
