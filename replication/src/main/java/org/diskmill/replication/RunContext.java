// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import org.diskmill.io.Job;

/** What all sites of one run share. */
record RunContext(Artifact artifact, Recorder recorder, Facts facts, Attestor attestor, Job job) {}
