// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import org.diskmill.io.Job;

/**
 * What all sites of one run share.
 *
 * @param leafBytes the size of leaves, and so of the parts that stores get
 */
record RunContext(
    Artifact artifact, Recorder recorder, Facts facts, Attestor attestor, int leafBytes, Job job) {}
