// SPDX-License-Identifier: Apache-2.0
/** Disk images: formats, inspection, conversion. */
module org.diskmill.image {
  requires transitive org.diskmill.io;
  requires static org.jspecify;
  requires com.github.luben.zstd_jni;
  requires java.management;
  requires java.xml;

  exports org.diskmill.image;
  exports org.diskmill.image.bitmap;
  exports org.diskmill.image.check;
  exports org.diskmill.image.codec;
  exports org.diskmill.image.compare;
  exports org.diskmill.image.digest;
  exports org.diskmill.image.grow;
  exports org.diskmill.image.inspect;
  exports org.diskmill.image.write;

  uses java.security.Provider;
  uses org.diskmill.image.DiskFormat;
  uses org.diskmill.image.inspect.SafetyInspector;
  uses org.diskmill.image.codec.DeflateCodec;

  provides org.diskmill.image.DiskFormat with
      org.diskmill.image.format.iso.IsoFormat,
      org.diskmill.image.format.parallels.ParallelsFormat,
      org.diskmill.image.format.qcow.QcowFormat,
      org.diskmill.image.format.qcow2.Qcow2Format,
      org.diskmill.image.format.raw.RawFormat,
      org.diskmill.image.format.vdi.VdiFormat,
      org.diskmill.image.format.vhd.VhdFormat,
      org.diskmill.image.format.vhdx.VhdxFormat,
      org.diskmill.image.format.vmdk.VmdkFormat;
  provides org.diskmill.image.codec.DeflateCodec with
      org.diskmill.image.codec.JdkDeflate;
  provides org.diskmill.image.inspect.SafetyInspector with
      org.diskmill.image.inspect.BochsInspector,
      org.diskmill.image.inspect.CloopInspector,
      org.diskmill.image.inspect.DmgInspector,
      org.diskmill.image.inspect.LuksInspector,
      org.diskmill.image.inspect.PartitionInspector,
      org.diskmill.image.inspect.QedInspector;
}
