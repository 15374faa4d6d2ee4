/** Finds a service's stores and makes its objects, from the environment or from what a service on this machine wrote down. */
@NullMarked
package ai.tierup.operator.service;

import org.jspecify.annotations.NullMarked;
