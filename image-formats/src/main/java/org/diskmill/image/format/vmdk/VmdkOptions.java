// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.Optional;
import java.util.Set;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.write.WriteOptions;

/**
 * What kind of VMDK to write, under qemu-img's names.
 *
 * @param adapter that the disk is for
 * @param hardware the version of the virtual hardware
 * @param tools the version of the guest's tools
 * @param zeroGrains whether the file may mark grains as zeros
 * @param backing how the parent's name is to be spelled
 */
record VmdkOptions(
    Subformat subformat,
    String adapter,
    String hardware,
    String tools,
    boolean zeroGrains,
    Optional<String> backing) {
  static final Set<String> KEYS = Set.of(
      "subformat",
      "adapter_type",
      "hwversion",
      "toolsversion",
      "compat6",
      "zeroed_grain",
      "backing_file",
      "backing_fmt");

  private static final Set<String> ADAPTERS = Set.of("ide", "buslogic", "lsilogic", "legacyESX");
  private static final String HARDWARE = "4";
  private static final String HARDWARE_OF_COMPAT6 = "6";

  static VmdkOptions of(WriteOptions options) throws UnsupportedImageException {
    Subformat subformat = Subformat.named(options.value("subformat"));
    boolean zeroGrains = options.flag("zeroed_grain").orElse(false);
    Optional<String> backing = options.value("backing_file");
    if (subformat.flat() && (zeroGrains || backing.isPresent())) {
      throw new IllegalArgumentException("option 'subformat': " + subformat.named()
          + " has no grains, so it has neither zeroed_grain nor backing_file");
    }
    if (subformat == Subformat.STREAM && (zeroGrains || backing.isPresent())) {
      throw new UnsupportedImageException(
          "vmdk: streamOptimized with zeroed_grain or backing_file is not written");
    }
    if (options.compressed() && subformat != Subformat.STREAM) {
      throw new UnsupportedImageException(
          "vmdk: only subformat=streamOptimized is compressed, not " + subformat.named());
    }
    String format = options.value("backing_fmt").orElse("vmdk");
    if (!format.equals("vmdk")) {
      throw new UnsupportedImageException("vmdk: backing_fmt=" + format
          + ": only a VMDK has the content id by which a VMDK knows its parent");
    }
    return new VmdkOptions(
        subformat,
        adapter(options),
        hardware(options),
        number(options, "toolsversion", "2147483647"),
        zeroGrains,
        backing);
  }

  private static String adapter(WriteOptions options) {
    String adapter = options.value("adapter_type").orElse("ide");
    if (!ADAPTERS.contains(adapter)) {
      throw new IllegalArgumentException(
          "option 'adapter_type': '" + adapter + "' is none of " + ADAPTERS);
    }
    return adapter;
  }

  private static String hardware(WriteOptions options) {
    boolean compat6 = options.flag("compat6").orElse(false);
    if (compat6 && options.value("hwversion").isPresent()) {
      throw new IllegalArgumentException(
          "option 'compat6': is itself a hwversion, so both cannot be given");
    }
    return number(options, "hwversion", compat6 ? HARDWARE_OF_COMPAT6 : HARDWARE);
  }

  /** Quoted text of the caller's would let it write lines of its own. */
  private static String number(WriteOptions options, String key, String otherwise) {
    String value = options.value(key).orElse(otherwise);
    if (!value.matches("[0-9]{1,10}")) {
      throw new IllegalArgumentException("option '" + key + "': '" + value + "' is no number");
    }
    return value;
  }

  /** How the disk is laid out in files. */
  enum Subformat {
    SPARSE("monolithicSparse"),
    FLAT("monolithicFlat"),
    SPLIT_SPARSE("twoGbMaxExtentSparse"),
    SPLIT_FLAT("twoGbMaxExtentFlat"),
    STREAM("streamOptimized");

    private final String named;

    Subformat(String named) {
      this.named = named;
    }

    static Subformat named(Optional<String> name) {
      if (name.isEmpty()) {
        return SPARSE;
      }
      for (Subformat one : values()) {
        if (one.named.equals(name.get())) {
          return one;
        }
      }
      throw new IllegalArgumentException(
          "option 'subformat': '" + name.get() + "' is none of VMDK's");
    }

    /** As qemu-img and descriptors call it. */
    String named() {
      return named;
    }

    /** Whether the text has a file of its own, beside those of the extents. */
    boolean beside() {
      return flat() || split();
    }

    boolean flat() {
      return this == FLAT || this == SPLIT_FLAT;
    }

    boolean split() {
      return this == SPLIT_SPARSE || this == SPLIT_FLAT;
    }
  }
}
