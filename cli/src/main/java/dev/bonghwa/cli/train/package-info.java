/**
 * The training run: a small fleet works as a real one does, and each JVM leaves an AOT cache of
 * what it learned, with which the next one starts.
 *
 * <p>Called by {@code train}, when images are built, and before benches. Knows nothing of images.
 */
@NullMarked
package dev.bonghwa.cli.train;

import org.jspecify.annotations.NullMarked;
