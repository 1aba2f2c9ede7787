package dev.bonghwa.worker.lifecycle;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Asks to be told of SIGTERM and SIGINT.
 *
 * <p>A shutdown hook cannot do this: it ends the process with the signal's code, and a second
 * signal goes unheard. The class that can is not part of Java's API, so it is called by reflection;
 * where it is missing the process ends as Java would.
 */
public final class Signals {

  private Signals() {}

  /**
   * Runs the handler, on a thread of its own, at each of these signals; false if that cannot be.
   */
  public static boolean handle(Runnable handler, String... names) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, args) -> {
            handler.run();
            return null;
          };
      Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, call);
      for (String name : names) {
        Object one = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, type).invoke(null, one, proxy);
      }
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
