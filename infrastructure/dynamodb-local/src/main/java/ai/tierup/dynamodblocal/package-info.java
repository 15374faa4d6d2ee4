/** DynamoDB Local as a separate process. Its licence does not allow shipping it, so this module is never shipped. */
@NullMarked
package ai.tierup.dynamodblocal;

import org.jspecify.annotations.NullMarked;
