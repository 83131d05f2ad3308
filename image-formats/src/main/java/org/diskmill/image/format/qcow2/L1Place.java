// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

/** Where in the file an L1 table lies, as far as the file has it; whole entries, in bytes. */
record L1Place(long at, long end) {}
