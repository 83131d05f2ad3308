// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Looks whether a record that callers make refuses each null at once, and names what was null. */
public final class NamedNulls {
  private NamedNulls() {}

  /**
   * Makes the record again with each of its components null in turn. Fails if one is taken, or
   * refused in other words than its name.
   */
  public static void assertRefused(Record valid) throws ReflectiveOperationException {
    RecordComponent[] components = valid.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> constructor = valid.getClass().getDeclaredConstructor(types);
    @Nullable Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = components[i].getAccessor().invoke(valid);
    }
    for (int i = 0; i < components.length; i++) {
      if (!types[i].isPrimitive()) {
        @Nullable Object[] changed = arguments.clone();
        changed[i] = null;
        assertRefused(constructor, changed, components[i].getName());
      }
    }
  }

  private static void assertRefused(
      Constructor<?> constructor, @Nullable Object[] arguments, String name)
      throws ReflectiveOperationException {
    String what = constructor.getDeclaringClass().getSimpleName() + " with null as " + name;
    try {
      constructor.newInstance(arguments);
    } catch (InvocationTargetException refused) {
      Throwable cause = refused.getCause();
      if (!(cause instanceof NullPointerException) || !name.equals(cause.getMessage())) {
        throw new AssertionError(what + " ended in " + cause, cause);
      }
      return;
    }
    throw new AssertionError(what + " was taken");
  }
}
