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
  uses org.diskmill.image.check.FormatChecker;
  uses org.diskmill.image.grow.DiskGrower;
  uses org.diskmill.image.inspect.SafetyInspector;
  uses org.diskmill.image.codec.DeflateCodec;
  uses org.diskmill.image.write.WriterFormat;

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
  provides org.diskmill.image.check.FormatChecker with
      org.diskmill.image.format.iso.IsoChecker,
      org.diskmill.image.format.parallels.ParallelsChecker,
      org.diskmill.image.format.qcow2.Qcow2Checker,
      org.diskmill.image.format.vdi.VdiChecker,
      org.diskmill.image.format.vhd.VhdChecker,
      org.diskmill.image.format.vhdx.VhdxChecker,
      org.diskmill.image.format.vmdk.VmdkChecker;
  provides org.diskmill.image.grow.DiskGrower with
      org.diskmill.image.format.qcow2.Qcow2Grower,
      org.diskmill.image.format.raw.RawGrower;
  provides org.diskmill.image.codec.DeflateCodec with
      org.diskmill.image.codec.JdkDeflate;
  provides org.diskmill.image.inspect.SafetyInspector with
      org.diskmill.image.format.iso.IsoInspector,
      org.diskmill.image.format.parallels.ParallelsInspector,
      org.diskmill.image.format.qcow.QcowInspector,
      org.diskmill.image.format.qcow2.Qcow2Inspector,
      org.diskmill.image.format.vdi.VdiInspector,
      org.diskmill.image.format.vhd.VhdInspector,
      org.diskmill.image.format.vhdx.VhdxInspector,
      org.diskmill.image.format.vmdk.VmdkInspector,
      org.diskmill.image.inspect.BochsInspector,
      org.diskmill.image.inspect.CloopInspector,
      org.diskmill.image.inspect.DmgInspector,
      org.diskmill.image.inspect.LuksInspector,
      org.diskmill.image.inspect.PartitionInspector,
      org.diskmill.image.inspect.QedInspector;
  provides org.diskmill.image.write.WriterFormat with
      org.diskmill.image.format.parallels.ParallelsWriterFormat,
      org.diskmill.image.format.qcow2.Qcow2WriterFormat,
      org.diskmill.image.format.raw.RawWriterFormat,
      org.diskmill.image.format.vdi.VdiWriterFormat,
      org.diskmill.image.format.vhd.VhdWriterFormat,
      org.diskmill.image.format.vhdx.VhdxWriterFormat,
      org.diskmill.image.format.vmdk.VmdkWriterFormat;
}
