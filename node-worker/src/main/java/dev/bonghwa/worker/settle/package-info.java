/**
 * ⑨⑩ Writes what became of targets into Redis, and keeps the promise of how little a crash can
 * repeat.
 *
 * <p>A {@link dev.bonghwa.worker.settle.Ledger} is what the owner of one claimed batch knows of its
 * targets; the {@link dev.bonghwa.worker.settle.Settler} turns ledgers into settles, every 100 ms
 * with news, every 200 ms with few; {@link dev.bonghwa.worker.settle.Permits} is the bound on what
 * is in flight or not yet confirmed. Everything here belongs to the worker's event loop: no locks,
 * no blocking.
 */
@NullMarked
package dev.bonghwa.worker.settle;

import org.jspecify.annotations.NullMarked;
