/**
 * Where notifications go: parsing, normalising, naming and masking of endpoints.
 *
 * <p>The address of an endpoint is a credential: whoever holds it can post to it and delete it. So
 * every type here masks it when printed, and a reason for refusing one never repeats it. Two
 * spellings of one webhook come out as the same address.
 */
@NullMarked
package dev.bonghwa.endpoint;

import org.jspecify.annotations.NullMarked;
