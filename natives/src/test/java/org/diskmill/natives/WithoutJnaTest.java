// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.image.codec.DeflateCodec;
import org.diskmill.io.FileOps;
import org.junit.jupiter.api.Test;

/** Where JNA was left out, nothing native is to be had, and all else works. */
class WithoutJnaTest {
  private final ClassLoader loader = new WithoutJna();

  /** Loads our classes anew, and JNA's not at all. */
  private static final class WithoutJna extends ClassLoader {
    WithoutJna() {
      super(WithoutJnaTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("com.sun.jna.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("org.diskmill.natives.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? own(name) : loaded;
    }

    private Class<?> own(String name) throws ClassNotFoundException {
      String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
      try (InputStream in = PosixFileOps.class.getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException failed) {
        throw new ClassNotFoundException(name, failed);
      }
    }
  }

  private <T> T made(Class<T> type, String name) throws ReflectiveOperationException {
    Class<?> provider = loader.loadClass("org.diskmill.natives." + name);
    return type.cast(provider.getConstructor().newInstance());
  }

  @Test
  void filesAreReadAndWrittenThePortableWay() throws Exception {
    FileOps files = made(FileOps.class, "PosixFileOps");
    assertEquals(Optional.empty(), files.holes(Path.of("pom.xml")));
    assertEquals(Optional.empty(), files.clearing(Path.of("pom.xml")));
    assertEquals(Optional.empty(), files.sharing(Path.of("pom.xml")));
    assertEquals(Optional.empty(), files.writeBack(Path.of("pom.xml")));
  }

  @Test
  void deflateIsTheJdks() throws Exception {
    assertFalse(made(DeflateCodec.class, "LibDeflate").available());
  }
}
