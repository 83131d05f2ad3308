// SPDX-License-Identifier: Apache-2.0
/** What several formats have in common. */
@NullMarked
package org.diskmill.image.format;

import org.jspecify.annotations.NullMarked;
