/**
 * A whole fleet on this machine: a real Redis, one nms-api and some node-workers as processes of
 * their own, on free ports of 127.0.0.1.
 *
 * <p>The demo runs on it; the fault suite, which hurts its fleets, takes the two programs from
 * here. Each is started from its own jars, so that what runs here is what an operator installs.
 * Whatever a local fleet started ends with it, also at Ctrl-C and {@code kill -9}; when a program
 * fails, its last lines are shown and its log stays. Knows nothing of jobs.
 */
@NullMarked
package dev.bonghwa.cli.fleet;

import org.jspecify.annotations.NullMarked;
