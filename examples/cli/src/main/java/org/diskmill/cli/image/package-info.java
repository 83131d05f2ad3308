// SPDX-License-Identifier: Apache-2.0
/** The commands of {@code diskmill image}: the image service. */
@NullMarked
package org.diskmill.cli.image;

import org.jspecify.annotations.NullMarked;
