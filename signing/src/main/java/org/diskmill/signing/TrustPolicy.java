// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe. There is no policy that believes nobody in particular: it needs an anchor, a rule
 * for signers, and a choice about revocation.
 *
 * <p>A signer's certificate is accepted when a PKIX path leads from it to an anchor (which may be
 * the certificate itself), every date on the path is good at the time of checking, and, where it has
 * a key usage, that allows digital signatures. Safe for use by many threads.
 */
public final class TrustPolicy {
  private final String name;
  private final Set<X509Certificate> anchors;
  private final Map<String, Predicate<X509Certificate>> signers;
  private final Set<SignatureScheme> schemes;
  private final Revocation revocation;
  private final List<X509CRL> revocationLists;

  private TrustPolicy(Builder from, Revocation revocation) {
    this.name = from.name;
    this.anchors = Set.copyOf(from.anchors);
    this.signers = new LinkedHashMap<>(from.signers);
    this.schemes = EnumSet.copyOf(from.schemes);
    this.revocation = revocation;
    this.revocationLists = List.copyOf(from.revocationLists);
  }

  /** Begins a policy. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The name under which evidence shows it. */
  public String name() {
    return name;
  }

  Set<X509Certificate> anchors() {
    return anchors;
  }

  Set<SignatureScheme> schemes() {
    return schemes;
  }

  Revocation revocation() {
    return revocation;
  }

  List<X509CRL> revocationLists() {
    return revocationLists;
  }

  /** The label of the first rule that accepts a signer. */
  Optional<String> signer(X509Certificate leaf) {
    return signers.entrySet().stream()
        .filter(rule -> rule.getValue().test(leaf))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects what a policy is made of. Used by one thread at a time. */
  public static final class Builder {
    private final String name;
    private final Set<X509Certificate> anchors = new LinkedHashSet<>();
    private final Map<String, Predicate<X509Certificate>> signers = new LinkedHashMap<>();
    private final Set<SignatureScheme> schemes = EnumSet.allOf(SignatureScheme.class);
    private final List<X509CRL> revocationLists = new ArrayList<>();
    private @Nullable Revocation revocation;

    private Builder(String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("name: blank");
      }
      this.name = name;
    }

    /** Where paths may end. An anchor that issues others must be a certificate authority. */
    public Builder anchor(X509Certificate anchor) {
      AnchorChecks.requireUsable(anchor);
      anchors.add(anchor);
      return this;
    }

    /** Several anchors. */
    public Builder anchors(Collection<X509Certificate> several) {
      several.forEach(this::anchor);
      return this;
    }

    /** A signer to accept, and the label under which the evidence will show it. */
    public Builder signer(String label, Predicate<X509Certificate> leaf) {
      if (signers.putIfAbsent(label, leaf) != null) {
        throw new IllegalArgumentException("label: " + label + " is there already");
      }
      return this;
    }

    /** Accepts exactly this certificate as a signer. */
    public Builder signer(String label, X509Certificate certificate) {
      return signer(label, certificate::equals);
    }

    /** Accepts every signer under the anchors: the anchors sign for nothing else. */
    public Builder anySigner() {
      return signer("any under the anchors", leaf -> true);
    }

    /** Accepts statements by these schemes only; all are accepted unless this is called. */
    public Builder schemes(Set<SignatureScheme> accepted) {
      if (accepted.isEmpty()) {
        throw new IllegalArgumentException("accepted: empty");
      }
      schemes.retainAll(accepted);
      return this;
    }

    /** What to do about revoked certificates; must be said. */
    public Builder revocation(Revocation choice) {
      revocation = choice;
      return this;
    }

    /** Lists to look in, besides what can be asked. Each is believed if an issuer signed it. */
    public Builder revocationLists(Collection<X509CRL> lists) {
      revocationLists.addAll(lists);
      return this;
    }

    /**
     * The policy.
     *
     * @throws IllegalStateException when something that must be said was not
     */
    public TrustPolicy build() {
      if (anchors.isEmpty() || signers.isEmpty()) {
        throw new IllegalStateException("policy " + name + " names " + anchors.size()
            + " anchors and " + signers.size() + " signers; it needs both");
      }
      Revocation chosen = revocation;
      if (chosen == null) {
        throw new IllegalStateException("policy " + name + " does not choose about revocation");
      }
      if (chosen == Revocation.OFF && !revocationLists.isEmpty()) {
        throw new IllegalStateException("policy " + name + " has " + revocationLists.size()
            + " revocation lists and would ignore them: revocation is OFF");
      }
      return new TrustPolicy(this, chosen);
    }
  }
}
