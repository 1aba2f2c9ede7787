/**
 * What a look at a configuration, a machine or a deployment found, and how looks are run.
 *
 * <p>Both programs' {@code --check} and the command line's {@code doctor} are made of these. They
 * leave nothing behind where they looked, and nothing that a finding says is a secret.
 */
@NullMarked
package dev.bonghwa.check;

import org.jspecify.annotations.NullMarked;
