// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.Reference;
import org.junit.jupiter.api.Test;

class FileNamesTest {
  private static List<String> asked(String name) throws IOException {
    List<String> asked = new ArrayList<>();
    Reference reference = new Reference(Reference.Role.BACKING, name, Optional.of("qcow2"));
    Optional<?> nothing = FileNames.of(reference).resolve(one -> {
      assertEquals(reference.role(), one.role());
      assertEquals(reference.format(), one.format());
      asked.add(one.name());
      return Optional.empty();
    });
    assertEquals(Optional.empty(), nothing);
    return asked;
  }

  @Test
  void aPathIsAskedForAsItIsSpelledAndThenByItsBareName() throws IOException {
    assertEquals(List.of("base.qcow2"), asked("base.qcow2"));
    assertEquals(List.of("/srv/images/base.qcow2", "base.qcow2"), asked("/srv/images/base.qcow2"));
    assertEquals(List.of("../a/base.qcow2", "base.qcow2"), asked("../a/base.qcow2"));
  }

  @Test
  void theFileProtocolIsNoPartOfThePath() throws IOException {
    assertEquals(List.of("file:base.qcow2", "base.qcow2"), asked("file:base.qcow2"));
    assertEquals(
        List.of("file:/srv/base.qcow2", "/srv/base.qcow2", "base.qcow2"),
        asked("file:/srv/base.qcow2"));
  }

  @Test
  void aNameWithAnotherProtocolIsNothingButItself() throws IOException {
    for (String name :
        List.of("nbd:host:10809", "https://host/base.qcow2", "file:json:{\"driver\":\"raw\"}")) {
      assertEquals(List.of(name), asked(name));
      assertFalse(QemuName.of(name, Optional.empty()).understood());
    }
  }

  @Test
  void anEmptyNameIsAskedForToo() throws IOException {
    assertEquals(List.of(""), asked(""));
  }

  @Test
  void whatJsonSaysOfAFormatOverAFileIsAskedForAfterItsSpelling() throws IOException {
    for (String name : List.of(
        "json:{\"driver\":\"qcow2\",\"file\":{\"driver\":\"file\",\"filename\":\"/srv/base.qcow2\"}}",
        "json: { 'file.filename' : '\\/srv\\u002fbase.qcow2' , 'file': {'driver':'file'} } ",
        "json:{\"file.filename\":\"/srv/base.qcow2\",\"read-only\":true,\"file\":{\"locking\":\"off\"}}",
        "json:{\"driver\":\"raw\",\"filename\":\"/srv/base.qcow2\"}".replace("raw", "file"))) {
      assertEquals(List.of(name, "/srv/base.qcow2", "base.qcow2"), asked(name));
    }
  }

  @Test
  void theRecordedFormatCountsForMoreThanTheOneInJson() {
    String json = "json:{\"driver\":\"vpc\",\"file.filename\":\"b\"}";
    assertEquals(Optional.of("vpc"), QemuName.of(json, Optional.empty()).format());
    assertEquals(Optional.of("raw"), QemuName.of(json, Optional.of("raw")).format());
    String unsaid = "json:{\"file.filename\":\"b\"}";
    assertEquals(Optional.empty(), QemuName.of(unsaid, Optional.empty()).format());
    String bytes = "json:{\"driver\":\"file\",\"filename\":\"b\"}";
    assertEquals(Optional.of("raw"), QemuName.of(bytes, Optional.empty()).format());
  }

  @Test
  void rawWithoutOptionsIsWhatItLiesOn() {
    String qcow2 = "{\"driver\":\"qcow2\",\"file\":{\"driver\":\"file\",\"filename\":\"b\"}}";
    String json = "json:{\"driver\":\"raw\",\"file\":" + qcow2 + "}";
    assertEquals(Optional.of("qcow2"), QemuName.of(json, Optional.of("raw")).format());
    // QEMU would look for a qcow2 inside the qcow2.
    assertFalse(QemuName.of(json, Optional.of("qcow2")).understood());
  }

  @Test
  void whatIsNoFormatOverAFileOrChangesWhatIsReadHasAReason() {
    for (String json : List.of(
        "{\"driver\":\"nbd\",\"host\":\"h\"}",
        "{\"driver\":\"qcow2\",\"file\":{\"driver\":\"ssh\",\"filename\":\"b\"}}",
        "{\"driver\":\"throttle\",\"file.filename\":\"b\"}",
        "{\"driver\":\"raw\",\"offset\":512,\"file.filename\":\"b\"}",
        "{\"driver\":\"raw\",\"size\":\"512\",\"file.filename\":\"b\"}",
        "{\"driver\":\"qcow2\",\"backing\":null,\"file.filename\":\"b\"}",
        "{\"driver\":\"qcow2\",\"backing\":{\"driver\":\"null-co\"},\"file.filename\":\"b\"}",
        "{\"driver\":\"qcow2\",\"data-file.filename\":\"c\",\"file.filename\":\"b\"}",
        "{\"driver\":\"host_device\",\"filename\":\"/dev/sda\"}",
        "{\"driver\":\"qcow2\",\"filename\":\"b\"}",
        "{\"driver\":\"qcow2\",\"file\":\"node0\"}",
        "{\"driver\":\"qcow2\",\"file\":[1]}",
        "{\"file.filename\":\"b\",\"file\":{\"filename\":\"c\"}}",
        "{}",
        "",
        "{\"file.filename\":\"b\"} ",
        "{\"file.filename\":\"b\"}x",
        "{\"file.filename\":\"b\",}",
        "{\"file.filename\":\"b",
        "{\"file.filename\":\"\\u00g0\"}",
        "{\"file.filename\":\"\\x\"}",
        "{\"a\":".repeat(200))) {
      QemuName name = QemuName.of("json:" + json, Optional.empty());
      assertEquals(json.endsWith(" "), name.understood(), json + ": " + name);
    }
  }

  @Test
  void aColonAfterASlashOrADriveIsNoProtocol() throws IOException {
    assertEquals(List.of("./a:b.qcow2", "a:b.qcow2"), asked("./a:b.qcow2"));
    assertEquals(
        List.of("C:\\disks\\base.qcow2", "C:/disks/base.qcow2", "base.qcow2"),
        asked("C:\\disks\\base.qcow2"));
  }
}
