/**
 * {@code config check} and {@code doctor}: what the two programs would read, and whether what they
 * read leads to a fleet that works.
 *
 * <p>Puts the programs' own checks together and adds what only the command line can ask: nms-api
 * from outside. Nothing is sent and nothing is changed.
 */
@NullMarked
package dev.bonghwa.cli.doctor;

import org.jspecify.annotations.NullMarked;
