/**
 * The one-second loop that every nms-api runs: what time has to move in jobs moves here. Any number
 * of nms-api may do it at once; Redis gives each job to one of them.
 */
@NullMarked
package dev.bonghwa.nms.upkeep;

import org.jspecify.annotations.NullMarked;
