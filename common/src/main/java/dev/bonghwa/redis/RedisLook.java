package dev.bonghwa.redis;

import dev.bonghwa.check.Finding;
import java.util.List;

/** A look at a Redis that let us in. */
public interface RedisLook {

  /**
   * Looks; blocks.
   *
   * @throws io.lettuce.core.RedisException when Redis refuses or goes away; also wrapped as by
   *     {@code join}
   */
  List<Finding> at(Redis redis);
}
