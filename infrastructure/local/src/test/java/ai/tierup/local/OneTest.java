package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs one test method in a process of its own, and tells by its exit status how it ended. */
final class OneTest {

    static final int ASSERTION_FAILED = 10;
    private static final int OTHER_FAILURE = 20;

    private OneTest() {}

    /** @param args the class and the name of the method, with {@code #} between them */
    public static void main(String[] args) throws ClassNotFoundException {
        var method = method(args[0]);
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(method.getDeclaringClass(), method))
                .build();
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        var summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true, UTF_8));
        if (summary.getTestsFoundCount() == 0) {
            System.exit(OTHER_FAILURE);
        }
        var onlyAssertions =
                summary.getFailures().stream().allMatch(failure -> failure.getException() instanceof AssertionError);
        System.exit(summary.getFailures().isEmpty() ? 0 : onlyAssertions ? ASSERTION_FAILED : OTHER_FAILURE);
    }

    /** The test method of that name. */
    static Method method(String test) throws ClassNotFoundException {
        var hash = test.indexOf('#');
        var type = Class.forName(test.substring(0, hash), false, OneTest.class.getClassLoader());
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(test.substring(hash + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no test " + test));
    }
}
