// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One small file of each kind of archive and compressed file. */
final class Wrapped {
  private Wrapped() {}

  static Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("gzip", gzip());
    files.put("zip", zip());
    files.put("zstd", Zstd.compress(new byte[1000]));
    files.put("xz", beginning("\u00fd7zXZ\0\0\4"));
    files.put("bzip2", beginning("BZh91AY&SY"));
    files.put("lz4", beginning("\4\"M\u0018`@"));
    files.put("7z", beginning("7z\u00bc\u00af'\u001c\0\4"));
    files.put("tar", tar("disk.raw", "ustar\00000"));
    files.put("ova", tar("Machine.OVF", "ustar  \0"));
    return files;
  }

  private static byte[] gzip() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (GZIPOutputStream packer = new GZIPOutputStream(file)) {
      packer.write(new byte[1000]);
    }
    return file.toByteArray();
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream packer = new ZipOutputStream(file)) {
      packer.putNextEntry(new ZipEntry("disk.raw"));
      packer.write(new byte[1000]);
    }
    return file.toByteArray();
  }

  private static byte[] tar(String member, String mark) {
    byte[] header = Arrays.copyOf(member.getBytes(StandardCharsets.ISO_8859_1), 1024);
    byte[] bytes = mark.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, header, 257, bytes.length);
    return header;
  }

  private static byte[] beginning(String mark) {
    return Arrays.copyOf(mark.getBytes(StandardCharsets.ISO_8859_1), 100);
  }
}
