// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class LayeredImageTest {
  private static final int UNITS = 64;

  /** A layer of units: of each it holds zeros, or leaves it to the layer below. */
  private static final class Units implements Layer {
    private final boolean[] own;
    private final Optional<Layer> below;
    private int asked;

    Units(boolean[] own, Optional<Layer> below) {
      this.own = own;
      this.below = below;
    }

    @Override
    public ImageInfo info() {
      return new ImageInfo(
          "units",
          "units",
          own.length,
          0,
          OptionalInt.empty(),
          false,
          false,
          List.of(),
          List.of(),
          Map.of());
    }

    @Override
    public long size() {
      return own.length;
    }

    @Override
    public Extent extentAt(long offset, long limit) {
      asked++;
      int end = (int) offset + 1;
      while (end < own.length && own[end] == own[(int) offset] && !own[end]) {
        end++;
      }
      return own[(int) offset]
          ? new Extent.Zero(offset, 1)
          : new Extent.Inherited(offset, end - offset);
    }

    @Override
    public Optional<Layer> below() {
      return below;
    }
  }

  private static DiskImage image(Layer top) {
    return new LayeredImage(top, new Opening(OpenOptions.probing()));
  }

  private static boolean[] all(boolean own) {
    boolean[] units = new boolean[UNITS];
    Arrays.fill(units, own);
    return units;
  }

  @Test
  void aLayerThatHasNothingIsAskedOnceHoweverShortTheRunsBelowAre() throws IOException {
    List<Units> empty = new ArrayList<>();
    Layer layer = new Units(all(true), Optional.empty());
    for (int i = 0; i < 9; i++) {
      Units above = new Units(all(false), Optional.of(layer));
      empty.add(above);
      layer = above;
    }
    try (DiskImage image = image(layer)) {
      ExtentCursor runs = image.extents(0, UNITS);
      while (runs.next() != null) {
        assertEquals(9, runs.depth());
      }
    }
    empty.forEach(one -> assertEquals(1, one.asked));
  }

  @Test
  void eachUnitIsOfTheFirstLayerThatHasIt() {
    Seeds.each(50, random -> {
      List<boolean[]> layers = new ArrayList<>();
      Optional<Layer> layer = Optional.empty();
      for (int i = 0; i <= random.nextInt(8); i++) {
        boolean[] own = units(random);
        layers.add(0, own);
        layer = Optional.of(new Units(own, layer));
      }
      try (DiskImage image = image(layer.orElseThrow())) {
        int from = random.nextInt((int) image.size() + 1);
        ExtentCursor runs = image.extents(from, image.size());
        for (Extent.Resolved run = runs.next(); run != null; run = runs.next()) {
          for (long at = run.offset(); at < run.end(); at++) {
            assertEquals(first(layers, (int) at) < layers.size(), run instanceof Extent.Zero);
          }
          if (run instanceof Extent.Zero) {
            assertEquals(first(layers, (int) run.offset()), runs.depth());
          }
        }
      }
    });
  }

  private static boolean[] units(SplittableRandom random) {
    boolean[] own = new boolean[1 + random.nextInt(UNITS)];
    for (int i = 0; i < own.length; i++) {
      own[i] = random.nextInt(4) == 0;
    }
    return own;
  }

  /** The depth of the layer that has the unit; how many there are if none has, as far as asked. */
  private static int first(List<boolean[]> layers, int unit) {
    for (int depth = 0; depth < layers.size(); depth++) {
      if (unit >= layers.get(depth).length) {
        return layers.size();
      }
      if (layers.get(depth)[unit]) {
        return depth;
      }
    }
    return layers.size();
  }
}
