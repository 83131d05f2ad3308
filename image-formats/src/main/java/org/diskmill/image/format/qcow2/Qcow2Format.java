// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.Reference;
import org.diskmill.image.bitmap.DirtyBitmap;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.image.crypt.LuksHeader;
import org.diskmill.image.format.FileNames;
import org.diskmill.image.grow.DiskGrower;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.io.Source;

/** QCOW2, versions 2 and 3. */
public final class Qcow2Format implements DiskFormat {
  @Override
  public String name() {
    return "qcow2";
  }

  /** Version 1 has the same magic and another layout. */
  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headInt(0) == Qcow2Header.MAGIC && window.headInt(4) >= 2;
  }

  @Override
  public Optional<SafetyInspector> inspector() {
    return Optional.of(new Qcow2Inspector());
  }

  @Override
  public Optional<WriterFormat> writer() {
    return Optional.of(new Qcow2WriterFormat());
  }

  @Override
  public Optional<FormatChecker> checker() {
    return Optional.of(new Qcow2Checker());
  }

  @Override
  public Optional<DiskGrower> grower() {
    return Optional.of(new Qcow2Grower());
  }

  @Override
  public Layer open(Source source, OpenContext context) throws IOException {
    Qcow2Header header = Qcow2Header.read(source, context.limits());
    HeaderExtensions extensions = HeaderExtensions.read(source, header);
    SnapshotTable snapshots = SnapshotTable.read(source, header, context.limits());
    Optional<LuksHeader> luks =
        EncryptionDescription.luks(source, header, extensions, context.limits());
    List<StoredBitmap> bitmaps =
        BitmapDirectory.read(source, header, extensions, context.limits()).stream()
            .map(entry -> new StoredBitmap(source, header, entry))
            .toList();
    Qcow2Description description =
        new Qcow2Description(source, header, extensions, snapshots.infos(), luks, bitmaps);
    L1Table l1 = snapshots.l1(context.snapshot(), source, header, context.limits());
    Source data = source;
    if (header.externalData()) {
      data = FileNames.of(description.dataFile()).bytes(context);
    }
    Optional<Layer> below = Optional.empty();
    Optional<Reference> backing = description.backing();
    if (backing.isPresent()) {
      below = Optional.of(FileNames.of(backing.get()).follow(context));
    }
    GuestData guest = GuestData.open(data, header, luks, context);
    GuestMap map = new GuestMap(source, guest, header, l1, context.lenient());
    // They are about the current state, not about what a snapshot has kept.
    List<DirtyBitmap> about = context.snapshot().isEmpty() ? List.copyOf(bitmaps) : List.of();
    boolean refused = header.corrupt() && !context.lenient();
    return new Qcow2Layer(description, map, below, about, refused);
  }
}
