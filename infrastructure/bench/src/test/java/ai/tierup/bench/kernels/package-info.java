/** The kernels: pieces of work that every request needs, measured apart. {@code scripts/kernels} times them; a test counts what they allocate. */
@NullMarked
package ai.tierup.bench.kernels;

import org.jspecify.annotations.NullMarked;
