/** Finds the stores of a service and creates its objects, from the environment or from the file of a service on this machine. */
@NullMarked
package ai.tierup.operator.service;

import org.jspecify.annotations.NullMarked;
