/**
 * The endpoints that must never be called again, over HTTP: listed in order of time, and forgiven.
 */
@NullMarked
package dev.bonghwa.nms.endpoints;

import org.jspecify.annotations.NullMarked;
