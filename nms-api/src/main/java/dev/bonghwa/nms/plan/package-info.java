/**
 * Who gets which endpoint: pure functions from endpoint slots and nodes to shards.
 *
 * <p>An endpoint's key gives one of 16,384 slots, a slot goes to the node that wins a weighted
 * rendezvous of hashes. So the same endpoint meets the same node in every job, and a node that
 * comes or goes moves only its own share. Called once per submitted job; knows neither Redis nor
 * HTTP.
 */
@NullMarked
package dev.bonghwa.nms.plan;

import org.jspecify.annotations.NullMarked;
