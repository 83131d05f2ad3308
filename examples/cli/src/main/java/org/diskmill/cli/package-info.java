// SPDX-License-Identifier: Apache-2.0
/** The command line: what the library does, for people and scripts. */
@NullMarked
package org.diskmill.cli;

import org.jspecify.annotations.NullMarked;
