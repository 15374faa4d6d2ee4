package ai.tierup.bench.soak;

import java.time.Duration;

/**
 * How long and how hard the service is used.
 *
 * @param load how long requests are sent
 * @param perSecond how many are begun in a second
 * @param seed decides what is sent, in which order
 */
record SoakOptions(Duration load, int perSecond, long seed) {

    static final String USAGE = """
        scripts/soak uses the service in every way for a while, and fails if anything is left behind. Options:
          --minutes N   how long (30)
          --rate N      requests a second (20)
          --seed N      decides what is sent (1)\
        """;

    private static final int DEFAULT_MINUTES = 30;
    private static final int DEFAULT_RATE = 20;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a message for the user if it is wrong
     */
    static SoakOptions parse(String... arguments) {
        var options = new SoakOptions(Duration.ofMinutes(DEFAULT_MINUTES), DEFAULT_RATE, 1);
        for (var index = 0; index < arguments.length; index += 2) {
            if (arguments[index].equals("--help")) {
                throw new IllegalArgumentException("");
            }
            if (index + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[index] + " needs a value");
            }
            options = options.with(arguments[index], arguments[index + 1]);
        }
        return options;
    }

    private SoakOptions with(String name, String value) {
        var number = number(name, value);
        return switch (name) {
            case "--minutes" -> new SoakOptions(Duration.ofMinutes(number), perSecond, seed);
            case "--rate" -> new SoakOptions(load, number, seed);
            case "--seed" -> new SoakOptions(load, perSecond, number);
            default -> throw new IllegalArgumentException("There is no option " + name);
        };
    }

    private static int number(String name, String value) {
        try {
            var number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " needs a whole number", e);
        }
        throw new IllegalArgumentException(name + " needs at least 1");
    }
}
