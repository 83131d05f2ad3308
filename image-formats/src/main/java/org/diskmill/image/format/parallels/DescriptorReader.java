// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/** Reads a DiskDescriptor.xml; elements that are not known are skipped, as [PRLXML] asks. */
final class DescriptorReader {
  private final Source source;
  private final List<DiskDescriptor.Storage> storages = new ArrayList<>();
  private final Map<String, String> parents = new LinkedHashMap<>();
  private Optional<String> top = Optional.empty();
  private long sectors = -1;

  private DescriptorReader(Source source) {
    this.source = source;
  }

  static DiskDescriptor read(Source source, Limits limits) throws IOException {
    if (source.size() > limits.descriptorBytes()) {
      throw new LimitExceededException(source + ": descriptor has " + source.size()
          + " bytes, allowed are " + limits.descriptorBytes());
    }
    ByteBuffer text = ByteBuffer.allocate((int) source.size());
    source.readFully(0, text);
    Element root = XmlTree.read(source, XmlText.of(source, text.flip()));
    DescriptorReader reader = new DescriptorReader(source);
    reader.all(root);
    reader.check(limits);
    return new DiskDescriptor(
        reader.sectors, List.copyOf(reader.storages), reader.parents, reader.top);
  }

  private void all(Element root) throws ImageException {
    if (!root.name().equals("Parallels_disk_image")) {
      throw corrupt("root element is '" + root.name() + "', expected Parallels_disk_image");
    }
    Element parameters = one(root, "Disk_Parameters");
    sectors = number(parameters, "Disk_size");
    if (child(parameters, "Padding").isPresent() && number(parameters, "Padding") != 0) {
      throw new UnsupportedImageException(
          source + ": Padding is not 0, and nobody has said what that means");
    }
    if (child(parameters, "Encryption").filter(DescriptorReader::encrypts).isPresent()) {
      throw new UnsupportedImageException(
          source + ": Encryption names an engine or a key: the disk is encrypted");
    }
    for (Element storage : one(root, "StorageData").children("Storage")) {
      storages.add(storage(storage));
    }
    Optional<Element> snapshots = child(root, "Snapshots");
    if (snapshots.isPresent()) {
      top = child(snapshots.get(), "TopGUID")
          .map(Element::text)
          .filter(text -> !text.isEmpty())
          .map(DescriptorReader::id);
      for (Element shot : snapshots.get().children("Shot")) {
        shot(id(one(shot, "GUID").text()), id(one(shot, "ParentGUID").text()));
      }
    }
  }

  private void shot(String id, String parent) throws CorruptImageException {
    String before = parents.putIfAbsent(id, parent);
    if (before != null && !before.equals(parent)) {
      throw corrupt("snapshot " + id + " is based on " + before + " and on " + parent);
    }
  }

  /** Parallels writes an engine into all descriptors, the null one where it does not encrypt. */
  private static boolean encrypts(Element encryption) {
    boolean engine = encryption
        .child("Engine")
        .map(Element::text)
        .filter(text -> !text.isEmpty() && !id(text).equals(DiskDescriptor.NO_PARENT))
        .isPresent();
    return engine
        || encryption.child("KeyId").filter(key -> !key.text().isEmpty()).isPresent();
  }

  private DiskDescriptor.Storage storage(Element storage) throws ImageException {
    List<DiskDescriptor.Image> images = new ArrayList<>();
    for (Element image : storage.children("Image")) {
      String type = one(image, "Type").text();
      if (!type.equals("Plain") && !type.equals("Compressed")) {
        throw corrupt("type of an image is '" + type + "', expected Plain or Compressed");
      }
      DiskDescriptor.Image one = new DiskDescriptor.Image(
          id(one(image, "GUID").text()),
          type.equals("Plain"),
          one(image, "File").text());
      if (images.stream().anyMatch(other -> other.id().equals(one.id()) && !other.equals(one))) {
        throw corrupt("a storage has two images of " + one.id());
      }
      images.add(one);
    }
    return new DiskDescriptor.Storage(number(storage, "Start"), number(storage, "End"), images);
  }

  private void check(Limits limits) throws ImageException {
    boolean countable = sectors <= Long.MAX_VALUE / ParallelsHeader.SECTOR;
    limits.disk(source, countable ? sectors * ParallelsHeader.SECTOR : -1, 0);
    storages.sort((a, b) -> Long.compare(a.startSector(), b.startSector()));
    long reached = 0;
    for (DiskDescriptor.Storage storage : storages) {
      if (storage.startSector() != reached || storage.endSector() <= reached) {
        throw corrupt("storage from sector " + storage.startSector() + " to " + storage.endSector()
            + ", expected one that begins at " + reached);
      }
      reached = storage.endSector();
    }
    if (reached != sectors) {
      throw corrupt("storages end at sector " + reached + ", expected the disk's end " + sectors);
    }
    limits.snapshots(source, parents.size());
  }

  private Element one(Element parent, String name) throws CorruptImageException {
    return child(parent, name)
        .orElseThrow(() -> corrupt("element " + parent.name() + " has no " + name));
  }

  /** Of two that differ, which one counts is anybody's guess, and readers differ in theirs. */
  private Optional<Element> child(Element parent, String name) throws CorruptImageException {
    List<Element> all = parent.children(name);
    if (all.stream().distinct().count() > 1) {
      throw corrupt("element " + parent.name() + " has two " + name + " that differ");
    }
    return all.stream().findFirst();
  }

  private long number(Element parent, String name) throws CorruptImageException {
    String text = one(parent, name).text();
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below.
    }
    throw corrupt("element " + name + " is '" + text + "', expected a number");
  }

  /** Ids are compared as they are written by most: with braces, in lower case. */
  static String id(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("{") ? lower : "{" + lower + "}";
  }

  private CorruptImageException corrupt(String what) {
    return new CorruptImageException(source + ": " + org.diskmill.image.Printable.of(what));
  }
}
