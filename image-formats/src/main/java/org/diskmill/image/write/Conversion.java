// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.diskmill.image.DiskImage;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.bitmap.DirtyBitmap;
import org.diskmill.image.codec.Unpackers;
import org.diskmill.io.Job;
import org.diskmill.io.Producer;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;
import org.diskmill.io.Target;
import org.diskmill.io.Targets;

/**
 * A disk, in another format.
 *
 * <p>The same image and options give the same bytes, whatever the number of workers. The image stays
 * the caller's and must stay open. Immutable; each writing is used by one thread at a time.
 */
public final class Conversion implements Producer {
  /** Enough that a task's cost vanishes, few enough that several fit in a small heap. */
  private static final int BATCH_BYTES = 1 << 20;

  private static final int LARGEST_PACKED = 2 << 20;

  /** The share of the heap that batches in flight may take; direct memory has the heap's bound. */
  private static final int HEAP_SHARE = 4;

  private static final long MOST_IN_FLIGHT = 256 << 20;

  private static final String BACKING = "backing_file";

  /** The option, of all formats that compress, to pack even what the source has packed that way. */
  private static final String RECOMPRESS = "recompress";

  private final Overlaid subject;
  private final WriteOptions options;
  private final WriterFormat format;
  private final WriterNeeds needs;
  private final int workers;
  private final Optional<Executor> executor;
  private final boolean bitmaps;
  private final Optional<String> name;

  private Conversion(
      Overlaid subject,
      WriteOptions options,
      WriterFormat format,
      int workers,
      Optional<Executor> executor,
      boolean bitmaps,
      Optional<String> name)
      throws IOException {
    this.subject = subject;
    this.options = options;
    this.format = format;
    this.needs = format.needs(options);
    this.workers = workers;
    this.executor = executor;
    this.bitmaps = bitmaps;
    this.name = name;
  }

  /**
   * The disk of {@code image} as these options say.
   *
   * @throws UnsupportedImageException when the format, or an option's value, cannot be written
   * @throws IllegalArgumentException when an option is not one of the format's
   */
  public static Conversion of(DiskImage image, WriteOptions options) throws IOException {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(options, "options");
    WriterFormat format = Writers.named(options.format());
    options.requireKnown(known(format, options));
    int processors = Runtime.getRuntime().availableProcessors();
    return new Conversion(
        Overlaid.alone(image),
        options,
        format,
        processors,
        Optional.empty(),
        false,
        Optional.empty());
  }

  /**
   * The same conversion on up to that many threads of its own; without this, one a processor. Threads
   * beyond the processors begin when the first ones are seen to wait for something else, such as a
   * network file system.
   */
  public Conversion workers(int count) throws IOException {
    requireThreads(count);
    return new Conversion(subject, options, format, count, executor, bitmaps, name);
  }

  /**
   * The same conversion on the caller's threads, {@code count} of them at a time at most.
   *
   * @param callers is never shut down here. What it fails to take, whatever it throws then, the converting
   *     thread runs
   */
  public Conversion on(Executor callers, int count) throws IOException {
    Objects.requireNonNull(callers, "callers");
    requireThreads(count);
    return new Conversion(subject, options, format, count, Optional.of(callers), bitmaps, name);
  }

  private static void requireThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count: " + count + " is below 1");
    }
  }

  /**
   * The same conversion into a file that is based on another disk and stores only what differs from
   * it. What both maps say lies at one place of one file is not read; the rest is compared. Option
   * {@code backing_file} says how the new file spells the base's name.
   *
   * @param disk the base as it is and will stay; it must stay open
   * @throws UnsupportedImageException when the format knows no other disks
   * @throws IllegalArgumentException without {@code backing_file}
   */
  public Conversion over(DiskImage disk) throws IOException {
    Objects.requireNonNull(disk, "disk");
    if (!format.optionKeys().contains(BACKING)) {
      throw new UnsupportedImageException(format.name() + ": cannot be based on another disk");
    }
    if (options.value(BACKING).isEmpty()) {
      throw new IllegalArgumentException(
          "option 'backing_file': must say how the image is to spell "
              + disk.info().name());
    }
    Overlaid overlaid = Overlaid.over(disk, subject.disk(), format.sizeUnit());
    return new Conversion(overlaid, options, format, workers, executor, bitmaps, name);
  }

  /**
   * The same conversion, which also takes the source's dirty bitmaps over. They are not part of the
   * estimates.
   */
  public Conversion withBitmaps() throws IOException {
    return new Conversion(subject, options, format, workers, executor, true, name);
  }

  /**
   * The same conversion, measured and estimated for a main file of that plain name. An image of several
   * files, as a split VMDK, names some of them in others; without this, those names count as the default
   * ones. What is written is named by its target.
   */
  public Conversion named(String file) throws IOException {
    Objects.requireNonNull(file, "file");
    return new Conversion(subject, options, format, workers, executor, bitmaps, Optional.of(file));
  }

  /** What the target must be capable of. */
  public WriterNeeds needs() {
    return needs;
  }

  /**
   * How large the result will be, as far as the disk's map tells. Reads no data.
   *
   * @see #measure
   */
  public SizeEstimate estimate() throws IOException {
    return format.estimate(options, size(), name, subject.map());
  }

  /**
   * How large the result will be, to the byte: where {@link #estimate} is not exact, everything is
   * encoded and nothing written.
   *
   * @return the sizes of all its files, in bytes
   */
  public long measure(Job job) throws IOException {
    Objects.requireNonNull(job, "job");
    SizeEstimate estimate = estimate();
    if (estimate.exact()) {
      return estimate.bytes();
    }
    try (CountingTarget target = new CountingTarget(name)) {
      writeTo(target, job);
      return target.bytes();
    }
  }

  /**
   * How many bytes the source's dirty bitmaps would add at most, if they were taken over; empty where
   * they cannot be. Those that cannot be relied on are not.
   */
  public OptionalLong estimateBitmaps() throws IOException {
    List<DirtyBitmap> good =
        subject.disk().bitmaps().stream().filter(DirtyBitmap::consistent).toList();
    return format.estimateBitmaps(options, size(), good);
  }

  /** How large it would be if the whole disk held data. */
  public SizeEstimate fullyAllocated() throws IOException {
    return format.estimate(options, size(), name, new Everything(size()));
  }

  @Override
  public void writeTo(Sink out, Job job) throws IOException {
    writeTo(Targets.single(Objects.requireNonNull(out, "out")), job);
  }

  /**
   * Writes everything to {@code target}, whose sinks stay open. Where a file begins with an id of its
   * disk's content and the sink leaves no gap for it, as a pipe, the disk is read twice.
   */
  public void writeTo(Target target, Job job) throws IOException {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(job, "job");
    if (needs.reserves() && !(target.main() instanceof ReservingSink)) {
      throw new UnsupportedImageException(options.format()
          + ": is completed at its beginning, which "
          + target.main()
          + " does not allow; write it to a file first");
    }
    try (ImageWriter writer = writer(target)) {
      if (needs.mapFirst()) {
        writer.begin(subject.map());
      }
      Optional<ImageWriter> rehearsal = writer.rehearsal();
      if (rehearsal.isPresent()) {
        rehearse(rehearsal.get(), job);
      }
      pump(writer, "converting", job);
      if (bitmaps) {
        writer.carry(subject.disk().bitmaps());
      }
      writer.finish();
    }
  }

  private void rehearse(ImageWriter rehearsal, Job job) throws IOException {
    try (rehearsal) {
      pump(rehearsal, "reading ahead", job);
      rehearsal.finish();
    }
  }

  private ImageWriter writer(Target target) throws IOException {
    return subject.base().isPresent()
        ? format.createOver(options, size(), target, subject.base().get().info())
        : format.create(options, size(), target);
  }

  private long size() {
    return subject.size();
  }

  private void pump(ImageWriter writer, String activity, Job job) throws IOException {
    Progressing progressing = new Progressing(job.begin(activity, size()));
    if (executor.isPresent()) {
      pump(writer, executor.get(), () -> workers, progressing, job);
      return;
    }
    try (Workers own = new Workers(workers)) {
      pump(writer, own, own::threads, progressing, job);
    }
  }

  private void pump(
      ImageWriter writer, Executor threads, IntSupplier count, Progressing progressing, Job job)
      throws IOException {
    int batchBytes = batchBytes();
    try (Unpackers unpackers = new Unpackers();
        UnitEncoder encoder = writer.encoder();
        OrderedPipeline<EncodedBatch> pipeline =
            new OrderedPipeline<>(threads, window(batchBytes, count), batch -> {
              for (EncodedUnit unit : batch.units()) {
                writer.put(unit);
              }
              batch.release().run();
              progressing.reached(batch.guestEnd());
            })) {
      BatchTask task = new BatchTask(needs, batchBytes, encoder, unpackers, passesOn());
      Batches batches = subject.batches(needs.unitBytes(), batchBytes);
      Loads loads = new Loads(
          () -> {
            job.checkpoint();
            return batches.next();
          },
          needs.unitBytes(),
          batchBytes);
      for (List<Batch> next = loads.next(); !next.isEmpty(); next = loads.next()) {
        List<Batch> load = next;
        pipeline.submit(() -> task.run(load));
      }
      pipeline.drain();
      progressing.reached(size());
    }
  }

  /**
   * Units that are packed as the target packs them go on as they are, which is quick; packing anew
   * may make them smaller.
   */
  private boolean passesOn() {
    return !options.flag(RECOMPRESS).orElse(false);
  }

  private static Set<String> known(WriterFormat format, WriteOptions options) throws IOException {
    if (format.needs(options).packedBytes() == 0) {
      return format.optionKeys();
    }
    Set<String> keys = new TreeSet<>(format.optionKeys());
    keys.add(RECOMPRESS);
    return keys;
  }

  /**
   * A unit of the source that is cut by a batch would be unpacked twice. Formats with larger units
   * than qcow2 has do not pack them, and could make batches that no memory holds.
   */
  private int batchBytes() {
    int largest = Math.max(BATCH_BYTES, needs.unitBytes());
    return subject
        .files()
        .mapToInt(file -> Math.min(LARGEST_PACKED, file.clusterBytes().orElse(1)))
        .map(Integer::highestOneBit)
        .reduce(largest, Math::max);
  }

  private IntSupplier window(int batchBytes, IntSupplier threads) {
    long memory = Math.min(MOST_IN_FLIGHT, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    long fits = memory / BatchTask.bytesInFlight(needs, batchBytes, subject.disks());
    return () -> (int) Math.max(2, Math.min(fits, 4L * threads.getAsInt() + 2));
  }
}
