// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.diskmill.io.Hashed;
import org.diskmill.signing.Envelopes;
import org.diskmill.signing.PolicyVerifier;
import org.diskmill.signing.Proof;
import org.diskmill.signing.ServiceIdentity;
import org.diskmill.signing.Statement;
import org.diskmill.signing.StatementSigner;
import org.diskmill.signing.UntrustedException;
import org.diskmill.signing.Verified;
import org.diskmill.signing.Verifier;

/**
 * Makes the service's own statement about what it took in, and holds every copy to it.
 *
 * <p>Safe for use by many threads.
 */
public final class Attestor {
  private final StatementSigner signer;
  private final Verifier verifier;

  /** Signs with that key, and believes it alone. */
  public Attestor(ServiceIdentity identity, Clock clock) {
    this(identity.signer(), new PolicyVerifier(identity.policy(), clock));
  }

  Attestor(StatementSigner signer, Verifier verifier) {
    this.signer = signer;
    this.verifier = verifier;
  }

  /**
   * States what these bytes are, in an envelope that can be written down.
   *
   * @param bytes that went through this process
   */
  public String attest(Artifact artifact, Hashed bytes) throws IOException {
    Statement statement = new Statement(
        artifact.image().toString(), "", artifact.form(), bytes.content(), Optional.empty());
    return Envelopes.write(signer.sign(statement));
  }

  /**
   * Checks that the bytes at hand are those that the statement is about.
   *
   * @param envelope that {@link #attest} made, perhaps long ago
   * @throws UntrustedException when they are not, or the statement is not to be believed
   */
  public Proof prove(String envelope, Artifact artifact, Hashed bytes) throws IOException {
    String name = "statement about image " + artifact.image();
    Verified<Statement> claim = verifier.verify(Envelopes.read(name, envelope));
    Statement statement = claim.value();
    if (!statement.name().equals(artifact.image().toString())
        || !statement.variant().equals(artifact.form())) {
      throw new TransferException(
          RuleCode.SIGNATURE_INVALID,
          name + ": is about " + statement.name() + " as " + statement.variant() + ", expected "
              + artifact.id());
    }
    return verifier.prove(bytes, claim);
  }
}
