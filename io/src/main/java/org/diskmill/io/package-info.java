// SPDX-License-Identifier: Apache-2.0
/** Bytes in, bytes out: what every other module of Diskmill reads from and writes to. */
@NullMarked
package org.diskmill.io;

import org.jspecify.annotations.NullMarked;
