// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A DiskDescriptor.xml for one expanding file: [PRLXML]. */
final class DescriptorText {
  private static final String UNNAMED = "disk.hds";

  private DescriptorText() {}

  /**
   * The text.
   *
   * @param named the plain name of the file, if it has one
   */
  static ByteBuffer of(FileLayout layout, Optional<String> named) {
    String file = named.orElse(UNNAMED);
    String text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Parallels_disk_image Version="1.0">
            <Disk_Parameters>
                <Disk_size>%1$d</Disk_size>
                <Cylinders>%2$d</Cylinders>
                <Heads>%3$d</Heads>
                <Sectors>%4$d</Sectors>
                <Padding>0</Padding>
            </Disk_Parameters>
            <StorageData>
                <Storage>
                    <Start>0</Start>
                    <End>%1$d</End>
                    <Blocksize>%5$d</Blocksize>
                    <Image>
                        <GUID>%6$s</GUID>
                        <Type>Compressed</Type>
                        <File>%7$s</File>
                    </Image>
                </Storage>
            </StorageData>
            <Snapshots>
                <Shot>
                    <GUID>%6$s</GUID>
                    <ParentGUID>%8$s</ParentGUID>
                </Shot>
            </Snapshots>
        </Parallels_disk_image>
        """.formatted(
            layout.sectors(),
            layout.cylinders(),
            layout.heads(),
            layout.sectorsATrack(),
            layout.clusterSectors(),
            DiskDescriptor.DEFAULT_TOP,
            escaped(file),
            DiskDescriptor.NO_PARENT);
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
