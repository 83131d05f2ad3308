// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Page;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/**
 * Order and pages, also while things change. To be worth much, the store under test has small pages
 * where that can be set.
 */
class ListingTests extends StoreTests {
  private static final Optional<ObjectKey> ALL = Optional.empty();

  ListingTests(StoreContract contract) {
    super(contract);
  }

  @Test
  void anEmptyStoreHasAnEmptyPage() throws Exception {
    assertThat(store.list(ALL, Optional.empty())).isEqualTo(new Page(List.of(), ALL, 0));
    assertThat(store.list(Optional.of(KEY), Optional.empty()).objects()).isEmpty();
  }

  @Test
  void keysComeInTheirOrderWhateverTheirLevels() throws Exception {
    // A slash sorts after '-' and '.', before digits and letters: walking folders is not enough.
    List<String> names =
        List.of("b/c", "b-a", "b.a", "b0", "ba", "b_", "a", "b/-", "c/d/e", "c/d-");
    publishAll(names);
    assertThat(listAll(ALL)).containsExactlyElementsOf(new TreeSet<>(names));
  }

  @Test
  void aStatInAListingIsThatOfTheObject() throws Exception {
    ObjectStat stat = publish(KEY, content(1, 2));
    assertThat(store.list(ALL, Optional.empty()).objects()).containsExactly(stat);
  }

  @Test
  void aFolderHoldsWhatIsUnderItAndNothingElse() throws Exception {
    publishAll(List.of("x/a", "x/y/b", "x-a", "xa", "w", "x/z"));
    assertThat(listAll(Optional.of(new ObjectKey("x")))).containsExactly("x/a", "x/y/b", "x/z");
    assertThat(listAll(Optional.of(new ObjectKey("x/y")))).containsExactly("x/y/b");
    assertThat(listAll(Optional.of(new ObjectKey("w")))).isEmpty();
    assertThat(listAll(Optional.of(new ObjectKey("nowhere")))).isEmpty();
  }

  @Test
  void onePageAfterAnotherMakesTheWholeFromAnywhere() throws Exception {
    Seeds.each(2, random -> {
      NavigableSet<String> names = names(random, 25);
      publishAll(names);
      assertThat(listAll(ALL)).containsExactlyElementsOf(names);
      for (String from : names) {
        Page page = store.list(ALL, Optional.of(new ObjectKey(from)));
        assertThat(keys(page)).isEqualTo(head(names.tailSet(from, false), page));
      }
      for (String name : names) {
        store.delete(new ObjectKey(name), WHATEVER);
      }
    });
  }

  @Test
  void whatStaysDuringAListingIsListedOnceWhateverComesAndGoes() throws Exception {
    List<String> staying = new ArrayList<>();
    List<String> going = new ArrayList<>();
    for (int i = 10; i < 30; i++) {
      staying.add("s" + i + "/stays");
      going.add("s" + i + "/goes");
    }
    publishAll(staying);
    publishAll(going);
    List<String> listed = new ArrayList<>();
    Page page = store.list(ALL, Optional.empty());
    listed.addAll(keys(page));
    for (int turn = 0; page.next().isPresent(); turn++) {
      store.delete(new ObjectKey(going.get(turn)), WHATEVER);
      store.delete(new ObjectKey(going.get(going.size() - 1 - turn)), WHATEVER);
      publish(new ObjectKey("a" + turn), content(turn, 1));
      publish(new ObjectKey("z" + turn), content(turn, 1));
      page = store.list(ALL, page.next());
      listed.addAll(keys(page));
    }
    assertThat(listed).isSorted().doesNotHaveDuplicates().containsAll(staying);
  }

  private void publishAll(Iterable<String> names) throws IOException {
    for (String name : names) {
      publish(new ObjectKey(name), content(name.hashCode(), 1));
    }
  }

  private List<String> listAll(Optional<ObjectKey> folder) throws IOException {
    List<String> all = new ArrayList<>();
    Page page = store.list(folder, Optional.empty());
    all.addAll(keys(page));
    while (page.next().isPresent()) {
      page = store.list(folder, page.next());
      all.addAll(keys(page));
    }
    return all;
  }

  private static List<String> keys(Page page) {
    return page.objects().stream().map(stat -> stat.key().value()).toList();
  }

  private static List<String> head(Iterable<String> names, Page page) {
    List<String> head = new ArrayList<>();
    for (String name : names) {
      if (page.next().isPresent() && head.size() == page.objects().size()) {
        break;
      }
      head.add(name);
    }
    return head;
  }

  /** Names that are no folders of one another: only last levels end in "x". */
  private static NavigableSet<String> names(SplittableRandom random, int count) {
    NavigableSet<String> names = new TreeSet<>();
    while (names.size() < count) {
      StringBuilder name = new StringBuilder();
      for (int level = random.nextInt(3); level > 0; level--) {
        name.append("ab".charAt(random.nextInt(2)));
        name.append("-.a0".charAt(random.nextInt(4)));
        name.append('/');
      }
      name.append("ab".charAt(random.nextInt(2))).append(random.nextInt(50)).append('x');
      names.add(name.toString());
    }
    return names;
  }
}
