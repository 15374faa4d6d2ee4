package ai.tierup.operator.grading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonTest {

    private static final Python PYTHON =
            new Python(Path.of(System.getProperty("tierup.home")).resolve("infrastructure/tiers/run_function.py"));

    /** Runs {@code f(1)}, which is to return 2. */
    private static boolean passes(String code) {
        var cases = JsonNodeFactory.instance.arrayNode();
        var one = cases.addArray();
        one.addArray().add(1);
        one.add(2);
        return PYTHON.passes(code, "f", cases);
    }

    @Test
    void aFunctionIsJudgedByItsResults() {
        assertThat(PYTHON.isAvailable()).isTrue();
        assertThat(passes("def f(x):\n    return x + 1\n")).isTrue();
        assertThat(passes("def f(x):\n    return x\n")).isFalse();
        assertThat(passes("def g(x):\n    return 2\n")).isFalse();
        assertThat(passes("def f(x) return 2")).isFalse();
    }

    @Test
    void ordinaryModulesAndClassesCanBeUsed() {
        assertThat(passes("""
                import math, heapq
                from collections import Counter, deque
                from functools import lru_cache
                from typing import List

                class Box:
                    def __init__(self, value: int):
                        self.value = value

                @lru_cache
                def f(x):
                    print(x)
                    values: List[int] = [x, math.gcd(2, 4)]
                    heapq.heapify(values)
                    return Box(max(Counter(values))).value

                if __name__ == "__main__":
                    print(f(1))
                """)).isTrue();
    }

    /** Ways to the system that a function could try. None of them may return 2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os\ndef f(x): return 2",
                "import sys\ndef f(x): return 2",
                "from subprocess import run\ndef f(x): return 2",
                "def f(x):\n    open('/etc/passwd')\n    return 2",
                "def f(x):\n    return eval('2')",
                "def f(x):\n    return 2 if ().__class__ else 2",
                "import re\ndef f(x):\n    re.enum\n    return 2",
                "import json\ndef f(x): return 2",
                "def f(x):\n    g = (i for i in [1])\n    g.gi_frame\n    return 2",
                "def f(x):\n    try:\n        1 / 0\n    except Exception as e:\n        e.__traceback__\n    return 2",
                "import operator\ndef f(x):\n    operator.attrgetter('a')\n    return 2",
                "import string\ndef f(x):\n    string.Formatter\n    return 2",
                "def f(x):\n    '{0._' '_class__}'.format(x)\n    return 2",
                "def f(x):\n    match x:\n        case object(__class__=c): return 2",
                "def f(x):\n    getattr(x, 'real')\n    return 2",
                "def f(x):\n    __builtins__\n    return 2",
                "def f(x):\n    raise KeyboardInterrupt",
                "def f(x):\n    a = [0] * 10 ** 10\n    return 2",
                "def f(x):\n    return f(x)",
            })
    void whatReachesBeyondComputingIsNotRight(String code) {
        assertThat(passes(code)).isFalse();
    }
}
