package dev.bonghwa.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Questions about many members of a key that has few of them. Lettuce's own calls make some objects
 * of each member and of each nil, which live for a round trip: from a distant Redis so long that
 * the collector copies them all.
 */
public final class ManyMembers {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private final RedisClusterAsyncCommands<String, byte[]> commands;

  ManyMembers(RedisClusterAsyncCommands<String, byte[]> commands) {
    this.commands = commands;
  }

  /** The places, from 0, of those of these fields, by their text, that the hash has: HMGET. */
  public CompletionStage<BitSet> ofHash(String key, Collection<?> fields) {
    return commands.dispatch(CommandType.HMGET, new Places(), new Asked(key, fields));
  }

  /**
   * The places, from 0, of those of these members, by their text, that the sorted set has, and
   * their scores: ZMSCORE.
   */
  public CompletionStage<Map<Integer, Double>> ofSortedSet(String key, Collection<?> members) {
    return commands.dispatch(CommandType.ZMSCORE, new Scores(), new Asked(key, members));
  }

  private static final class Asked extends CommandArgs<String, byte[]> {
    private static final byte[] END = {'\r', '\n'};

    private final Collection<?> members;

    Asked(String key, Collection<?> members) {
      super(CODEC);
      this.members = members;
      addKey(key);
    }

    @Override
    public int count() {
      return super.count() + members.size();
    }

    @Override
    public void encode(ByteBuf buffer) {
      super.encode(buffer);
      for (Object member : members) {
        String text = member.toString();
        buffer.writeByte('$');
        ByteBufUtil.writeAscii(buffer, Integer.toString(ByteBufUtil.utf8Bytes(text)));
        buffer.writeBytes(END);
        ByteBufUtil.writeUtf8(buffer, text);
        buffer.writeBytes(END);
      }
    }
  }

  /** What is answered to each in its turn. */
  private abstract static class Answers<T> extends CommandOutput<String, byte[], T> {
    private int answered;

    Answers(T none) {
      super(CODEC, none);
    }

    /** The place of the one that this answer is for. */
    int place() {
      return answered++;
    }
  }

  private static final class Places extends Answers<BitSet> {
    Places() {
      super(new BitSet());
    }

    @Override
    public void set(@Nullable ByteBuffer value) {
      output.set(place(), value != null);
    }
  }

  private static final class Scores extends Answers<Map<Integer, Double>> {
    Scores() {
      super(new HashMap<>());
    }

    /** A nil, or a number as RESP2 has it. */
    @Override
    public void set(@Nullable ByteBuffer value) {
      int place = place();
      if (value != null) {
        output.put(place, Double.valueOf(decodeString(value)));
      }
    }

    @Override
    public void set(double score) {
      output.put(place(), score);
    }
  }
}
