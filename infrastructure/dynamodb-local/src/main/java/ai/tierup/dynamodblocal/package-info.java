/** DynamoDB Local as a process of its own: its licence keeps it out of programs, so nothing here is ever shipped. */
@NullMarked
package ai.tierup.dynamodblocal;

import org.jspecify.annotations.NullMarked;
