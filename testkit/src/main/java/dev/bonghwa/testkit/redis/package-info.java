/**
 * A real Redis for tests and the demo: single servers, a Cluster, and the JUnit extension.
 *
 * <p>The servers are processes, so that they can be restarted, killed and stopped in time like real
 * ones. By default the binary is the one of {@code embedded-redis}; {@code -Dbonghwa.redis} chooses
 * another source. Nothing here knows what is stored in them.
 */
@NullMarked
package dev.bonghwa.testkit.redis;

import org.jspecify.annotations.NullMarked;
