/**
 * Redis as both programs use it: the connections (one for commands, one for the blocking pop, no
 * pool), every key, and how a script is run.
 *
 * <p>What a script means is the business of the package it lies in.
 */
@NullMarked
package dev.bonghwa.redis;

import org.jspecify.annotations.NullMarked;
