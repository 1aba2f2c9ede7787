/**
 * Proxies for tests.
 *
 * <p>{@link dev.bonghwa.testkit.proxy.FaultProxy} breaks a connection the way networks do. It
 * stands in front of anything, mostly Redis: it delays, swallows, cuts and resets. It knows of what
 * passes only where one RESP value ends, so that "the reply of the n-th command is lost" can be
 * said. {@link dev.bonghwa.testkit.proxy.ConnectProxy} is a way out by another address, as egress
 * proxies are.
 */
@NullMarked
package dev.bonghwa.testkit.proxy;

import org.jspecify.annotations.NullMarked;
