// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Optional;
import org.diskmill.io.ContentId;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Hashed;
import org.diskmill.io.Source;
import org.diskmill.signing.UntrustedException.Reason;

/** Believes what a policy says. */
public final class PolicyVerifier implements Verifier {
  private final TrustPolicy policy;
  private final ChainChecks chain;

  /**
   * A verifier.
   *
   * @param clock at whose time certificates must be valid
   */
  public PolicyVerifier(TrustPolicy policy, Clock clock) {
    this.policy = policy;
    this.chain = new ChainChecks(policy, clock);
  }

  @Override
  public Verified<Statement> verify(SignedStatement claim) throws UntrustedException {
    String what = "statement about " + claim.statement().name();
    Evidence evidence = chain.accept(what, claim.certificates());
    PublicKey key = evidence.certificate().getPublicKey();
    Optional<SignatureScheme> scheme = SignatureScheme.of(key).filter(policy.schemes()::contains);
    if (scheme.isEmpty()) {
      throw new UntrustedException(
          Reason.UNSUPPORTED,
          what + ": Unsupported key " + key.getAlgorithm() + " of certificate "
              + Certificates.label(evidence.certificate()) + ": policy " + policy + " accepts "
              + policy.schemes());
    }
    if (!fits(scheme.get(), key, claim)) {
      throw new UntrustedException(
          Reason.WRONG_SIGNATURE,
          what + ": the signature is not that of " + Certificates.label(evidence.certificate())
              + " over this statement");
    }
    return new Verified<>(claim.statement(), evidence, policy);
  }

  @Override
  public Proof prove(Hashed bytes, Verified<Statement> claim) throws UntrustedException {
    requireOwn(claim);
    ContentId signed = claim.value().content();
    DigestTree tree = bytes.tree();
    Optional<Digest> flat = signed.flat().flatMap(digest -> bytes.flat(digest.algorithm()));
    ContentId found = new ContentId(tree.size(), tree.leafBytes(), Optional.of(tree.root()), flat);
    if (!found.matches(signed)) {
      throw new UntrustedException(
          Reason.CONTENT_DIFFERS, claim.value().name() + ": found " + found + ", signed " + signed);
    }
    return new Proof(claim);
  }

  @Override
  public Source trusted(Source raw, DigestTree tree, Verified<Statement> claim)
      throws UntrustedException {
    requireOwn(claim);
    ContentId signed = claim.value().content();
    if (raw.size() != signed.size()
        || tree.size() != signed.size()
        || tree.leafBytes() != signed.leafBytes()
        || !signed.root().equals(Optional.of(tree.root()))) {
      throw new UntrustedException(
          Reason.CONTENT_DIFFERS,
          raw + ": " + raw.size() + " bytes, tree " + tree + ", signed " + signed);
    }
    return new TrustedSource(raw, tree);
  }

  private void requireOwn(Verified<Statement> claim) throws UntrustedException {
    if (claim.policy() != policy) {
      throw new UntrustedException(
          Reason.OTHER_POLICY,
          claim.value().name() + ": verified under policy " + claim.policy() + ", not under this "
              + policy);
    }
  }

  private static boolean fits(SignatureScheme scheme, PublicKey key, SignedStatement claim) {
    try {
      return scheme.fits(key, claim.statement().bytes(), claim.signature());
    } catch (GeneralSecurityException unreadable) {
      return false;
    }
  }
}
