/**
 * What a test run says about itself at its end. Found by JUnit through {@code META-INF/services} in
 * every module that has the testkit on its test class path.
 */
@NullMarked
package dev.bonghwa.testkit.report;

import org.jspecify.annotations.NullMarked;
