/** DynamoDB for the local run: DynamoDB Local as a child process, and the tables that the template declares. */
@NullMarked
package ai.tierup.local.dynamodb;

import org.jspecify.annotations.NullMarked;
