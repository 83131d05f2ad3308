// SPDX-License-Identifier: Apache-2.0
/** Image records: one UUID, its status machine, its properties, and the places where copies lie. */
@NullMarked
package org.diskmill.catalog;

import org.jspecify.annotations.NullMarked;
