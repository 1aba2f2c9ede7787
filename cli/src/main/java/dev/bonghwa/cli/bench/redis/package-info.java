/**
 * How many commands of Redis it takes where they do not depend on speed: small jobs, slow nodes.
 */
@NullMarked
package dev.bonghwa.cli.bench.redis;

import org.jspecify.annotations.NullMarked;
