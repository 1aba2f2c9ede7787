package dev.bonghwa.cli.faults;

import com.sun.jdi.ArrayType;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.InternalException;
import com.sun.jdi.Method;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import dev.bonghwa.testkit.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** Holds a program, or one thread of it, from outside: the program needs no hook for that. */
final class Debugger implements AutoCloseable {

  /** What a program is started with that shall be held. */
  static final Map<String, String> ENV =
      Map.of(
          "JAVA_TOOL_OPTIONS",
          "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");

  private static final Duration LISTENS_WITHIN = Duration.ofSeconds(20);
  private static final Duration HANGS_WITHIN = Duration.ofSeconds(20);
  private static final String LISTENS = "Listening for transport dt_socket at address: (\\d+)";

  private final VirtualMachine machine;

  private Debugger(VirtualMachine machine) {
    this.machine = machine;
  }

  /** Of a program that was started with {@link #ENV}. */
  static Debugger of(JavaProcess process) {
    String port = process.awaitLine(LISTENS, LISTENS_WITHIN).group(1);
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(c -> c.transport().name().equals("dt_socket"))
            .findFirst()
            .orElseThrow(() -> new Skipped("needs a whole JDK"));
    var arguments = connector.defaultArguments();
    Map<String, String> where = Map.of("hostname", "127.0.0.1", "port", port);
    arguments.forEach((name, one) -> one.setValue(where.getOrDefault(name, one.value())));
    try {
      return new Debugger(connector.attach(arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whichever thread next begins this method stands still there, all others go on. */
  ThreadReference hangAt(String type, String method) {
    Method place = machine.classesByName(type).getFirst().methodsByName(method).getFirst();
    BreakpointRequest here =
        machine.eventRequestManager().createBreakpointRequest(place.location());
    here.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    here.addCountFilter(1);
    here.enable();
    return nextHung();
  }

  private ThreadReference nextHung() {
    try {
      while (true) {
        EventSet events = machine.eventQueue().remove(HANGS_WITHIN.toMillis());
        if (events == null) {
          throw new AssertionError("no thread came there");
        }
        // Who attaches early is first told that the program has started.
        if (events.iterator().next() instanceof BreakpointEvent came) {
          return came.thread();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Asks for more memory than there can be. */
  void exhaustHeap() {
    try {
      ((ArrayType) machine.classesByName("long[]").getFirst()).newInstance(Integer.MAX_VALUE / 2);
    } catch (InternalException | VMDisconnectedException ended) {
      // for who has no memory left answers no more
    }
  }

  /** All threads stand still for this time, as in a long garbage collection. */
  void pause(Arena arena, Duration time) {
    machine.suspend();
    arena.pass(time);
    machine.resume();
  }

  /** Lets everything go on. */
  @Override
  public void close() {
    try {
      machine.dispose();
    } catch (VMDisconnectedException ended) {
      // nothing is left to go on
    }
  }
}
