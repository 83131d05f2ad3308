// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.store.UploadToken;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Entries as a kind and a JSON object. The kinds and the names in the objects are a file format:
 * they may be added to, but not changed.
 */
final class EntryText {
  private static final Map<String, Class<? extends LedgerEntry>> KINDS = List.of(
          LedgerEntry.Asked.class,
          LedgerEntry.SourceRead.class,
          LedgerEntry.Began.class,
          LedgerEntry.Produced.class,
          LedgerEntry.Uploading.class,
          LedgerEntry.Staged.class,
          LedgerEntry.Proven.class,
          LedgerEntry.Attested.class,
          LedgerEntry.Published.class,
          LedgerEntry.Failed.class,
          LedgerEntry.RollingBack.class,
          LedgerEntry.Withdrawn.class,
          LedgerEntry.Ended.class)
      .stream()
      .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private static final JsonMapper JSON = JsonMapper.builder()
      // What is not there would be met as null, far from the line that it is missing in.
      .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
      .addModule(new SimpleModule()
          .addSerializer(Digest.class, new DigestWriter())
          .addDeserializer(Digest.class, new DigestReader())
          .addSerializer(DigestTree.class, new TreeWriter())
          .addDeserializer(DigestTree.class, new TreeReader()))
      .build();

  private EntryText() {}

  static String kind(LedgerEntry entry) {
    return entry.getClass().getSimpleName();
  }

  static String detail(LedgerEntry entry) {
    return JSON.writeValueAsString(entry);
  }

  /**
   * The entry that was written.
   *
   * @throws IllegalArgumentException when this version of the code does not know it, or it is damaged
   */
  static LedgerEntry entry(String kind, String detail) {
    Class<? extends LedgerEntry> type = KINDS.get(kind);
    if (type == null) {
      throw new IllegalArgumentException(
          "unknown kind '" + kind + "', expected one of " + new TreeSet<>(KINDS.keySet()));
    }
    try {
      LedgerEntry entry = JSON.readValue(detail, type);
      if (entry == null) {
        throw new IllegalArgumentException("is null, expected an object");
      }
      if (entry instanceof LedgerEntry.Uploading uploading) {
        UploadToken.parse(uploading.token());
      }
      return entry;
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException(kind + ": " + malformed.getOriginalMessage(), malformed);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(kind + ": " + malformed.getMessage(), malformed);
    }
  }

  private static final class DigestWriter extends ValueSerializer<Digest> {
    @Override
    public void serialize(Digest digest, JsonGenerator out, SerializationContext context) {
      out.writeString(digest.toString());
    }
  }

  private static final class DigestReader extends ValueDeserializer<Digest> {
    @Override
    public Digest deserialize(JsonParser in, DeserializationContext context) {
      String text = in.getString();
      int colon = text.indexOf(':');
      return new Digest(text.substring(0, colon), text.substring(colon + 1));
    }
  }

  private static final class TreeWriter extends ValueSerializer<DigestTree> {
    @Override
    public void serialize(DigestTree tree, JsonGenerator out, SerializationContext context) {
      out.writeStartObject();
      out.writeName("size").writeNumber(tree.size());
      out.writeName("leafBytes").writeNumber(tree.leafBytes());
      out.writeName("leaves");
      out.writeString(Base64.getEncoder().encodeToString(tree.leafHashes()));
      out.writeEndObject();
    }
  }

  private static final class TreeReader extends ValueDeserializer<DigestTree> {
    @Override
    public DigestTree deserialize(JsonParser in, DeserializationContext context) {
      JsonNode tree = context.readTree(in);
      return DigestTree.of(
          tree.get("size").asLong(),
          tree.get("leafBytes").asInt(),
          Base64.getDecoder().decode(tree.get("leaves").asString()));
    }
  }
}
