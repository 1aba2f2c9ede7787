/** The list of egress proxies: stored, and shown with what the nodes that use them have told. */
@NullMarked
package dev.bonghwa.nms.proxies;

import org.jspecify.annotations.NullMarked;
