// SPDX-License-Identifier: Apache-2.0
/** Native providers. Without their libraries they answer that they are not there. */
@NullMarked
package org.diskmill.natives;

import org.jspecify.annotations.NullMarked;
